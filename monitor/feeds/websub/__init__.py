"""WebSub: is a hub asked to push what a feed posts, and may it be believed?

A feed names its hub (`hub`). A subscription is asked for, confirmed and renewed (`subscription`); what is pushed is
signed with a secret that only the hub was told (`signature`). Of all subscriptions, `subscriptions` says which are
wanted, which hubs are asked now, and whether a push is taken.

Source: WebSub, W3C Recommendation, 2018.
"""
