# Sentences that are put together from the record.

today-at = today, { $time }
screening-missing = Not screened yet.
screening-old = Last answered { $when }; ask again today.
screening-stop = Answered { $when }: do not needle.
screening-good = Answered { $when }.
consent-missing = No consent yet.
consent-withdrawn = The patient withdrew consent.
consent-old = The consent has run out.
consent-good = Counts until { $until }.
licence-missing = No licence on record. A clinic lead can add it.
licence-old = The licence ran out on { $until }. A clinic lead can add the new one.
licence-good = Licence valid until { $until }.
training-none = No training on record. A clinic lead can add it.
needle-line = { $size }, { $twitches ->
    [0] no twitch
    [one] one twitch
   *[other] { $twitches } twitches
  }
licence-words = { $authority } { $number }
screening-answered = Asked { $when } ({ $count } questions, rules { $version }).
screening-not-answered = No screening on record.
consent-words = Text { $version }, agreed by { $by } on { $when }, counts until { $until }.
consent-none = No consent on record.


bad-form-command_id = The form came without its number. Go back, reload the page and send it again.
bad-form-content_type = This door takes a form or a JSON object.
bad-form-unreadable = What was sent could not be read as a form.
bad-form-not_utf8 = What was sent is not UTF-8 text.
bad-json-not_an_object = What was sent is not a JSON object.
bad-json-nested = A value in the JSON object is neither a text, a number, yes or no, nor a list of those.
