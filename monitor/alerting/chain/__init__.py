"""What becomes of a match: the one chain of decisions, its steps in the order of `chain.STEPS`.

`decide` in `chain` takes a match and what is `known` of its watch and its story, and gives the rows and states that are
recorded together.

- `known`: policies, mutes, states; the states of merged stories as one.
- `elsewhere`: what was told of the same in other stories.
- `considered`: the match beside what was told: what is new, how loud it is.
- `steps`: each step, what it refuses or holds and why.
- `chain`: the steps in their order; a step is inserted there.
- `counting`: spikes, and the notice of a watch that is over its cap: what follows from a match beside the chain.
- `recording`: the decision, the alert and the states that follow from what the chain found.
- `gathering`: a story that is told takes along what of it was held.
- `raised`: the alert.
"""
