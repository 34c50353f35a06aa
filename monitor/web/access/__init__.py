"""Who asks, and what they may.

`admission` is the way in: it asks `caller` who sent a request, `limit` whether these are too many, `origin` whether a
page elsewhere sent it. `asker` is who stands as author of what is done; `once` sees to it that a request which comes
twice is done once; `lasting` says whether who opened a stream may read it still; `writing` names a route that changes
something.
"""
