# People of the clinic.

staff-title = Staff
staff-lede = Who may do what, and whose licence runs out.
add-person = Add a person
add-person-lede = Licence and training are added on the next page.
name = Name
roles = Roles
role-practitioner = Practitioner
role-practitioner-may = Needles; reads and writes the record
role-front-desk = Front desk
role-front-desk-may = Registers patients; does not see the record
role-clinic-lead = Clinic lead
role-clinic-lead-may = Adds people, licences and trainings
save-roles = Save roles
first-password = First password
suspended = suspended
suspended-text = This person cannot sign in. What they recorded stays.
suspend = Suspend
suspend-text = They cannot sign in until reinstated. What they recorded stays.
reinstate = Reinstate
access = Access
set-password = Set a new password
new-password = New password
no-licence = No licence on record
no-training = No training on record
training-covers = It covers
covers-advanced = Advanced muscles
covers-specialist = Specialist muscles
covers-thorax = Thorax
covers-pelvis = Pelvis
covers-face = Face and jaw
covers-electrical = Current through needles
add-licence = Add licence
add-training = Add training
expired = expired
licence-expired = expired
valid-until = valid until
days-left = { $count ->
    [0] ends today
    [one] 1 day left
   *[other] { $count } days left
}
hours = { $count } hours
