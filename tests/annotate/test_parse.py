"""A parse is a tree, or it is refused."""

import pytest

from tests.annotate.building import parsed


def test_a_head_outside_the_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the sentence"):
        parsed("They/PRP/nsubj/9 met/VBD/ROOT/0")


def test_a_cycle_is_refused() -> None:
    with pytest.raises(ValueError, match="cycle"):
        parsed("They/PRP/nsubj/2 met/VBD/xcomp/1 then/RB/ROOT/0")


def test_outside_in_gives_every_token_after_its_head() -> None:
    sentence, _ = parsed("They/PRP/nsubj/2 agreed/VBD/ROOT/0 to/TO/aux/4 meet/VB/xcomp/2")
    assert sentence.outside_in == (1, 0, 3, 2)


def test_the_subtree_is_in_order_of_the_text() -> None:
    sentence, _ = parsed("They/PRP/nsubj/2 agreed/VBD/ROOT/0 to/TO/aux/4 meet/VB/xcomp/2 soon/RB/advmod/4")
    assert sentence.words(sentence.subtree(3)) == "to meet soon"


@pytest.mark.parametrize("deps", [(), ("aux",)])
def test_who_adds_to_the_children_of_a_token_does_not_add_to_the_tree(deps: tuple[str, ...]) -> None:
    sentence, _ = parsed("They/PRP/nsubj/2 agreed/VBD/ROOT/0 to/TO/aux/4 meet/VB/xcomp/2")
    for token in range(len(sentence)):
        children = sentence.children(token, *deps)
        children += [1]
    assert sentence.subtree(1) == [0, 1, 2, 3]
