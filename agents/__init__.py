"""The Faust agents: one thin file for each arrow of the topic graph."""
