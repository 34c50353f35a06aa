"""Messages: what are people told of an alert, or of several in one message, whatever it is shown on?

`message` is what one alert says and `overview` what a bundle says, both made of the pieces in `pieces`; `event` tells
of an event in plain English (`names` has the words), `change` of what is otherwise than was told, `source` of where it
was read, `published` of when the article was. Texts are as the feed wrote them; making them harmless is the work of
whoever shows them (`monitor.notify.forms`).
"""
