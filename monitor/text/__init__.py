"""What a text is, before anybody reads it for meaning: sentences, language, inflected forms, ordinary words."""
