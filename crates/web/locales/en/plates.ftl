# All plates on one page.

plates-title = The plates
plates-lede = The map's engravings, made from open 3-D anatomy. Choose how deep to look.
plates-layer = Layer on top
plates-skin = Skin
plates-superficial = Superficial
plates-intermediate = Intermediate
plates-deep = Deep
plates-bone = Bone
plates-credit = Plates: CC BY 4.0. Skin after MakeHuman (CC0); bones after OpenSim (CC BY 3.0; Apache-2.0). Pictures for orientation: no depth or distance can be read from them.
