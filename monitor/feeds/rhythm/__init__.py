"""Rhythm: when does a feed post, and which polls are worth their request?

Every poll teaches (`observe`) the pattern of a feed (`pattern`): the rate of new entries by hour of the week, part of
the hour and age of the last one. From the patterns of all feeds follows the Lagrange multiplier at which a budget is
spent, and from that the next poll of each (`budget`). A feed that posts nothing for long is silent against its pattern
(`silence`).

Source: Sia, Cho, Cho: "Efficient Monitoring Algorithm for Fast News Alerts", IEEE TKDE 19(7), 2007.
"""
