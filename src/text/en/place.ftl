# The day of a place: the visits desk and a workplace

title-place = Expected here
place-reading = The list is being read.
place-nobody = Nobody is expected here on this day.
place-heading = { $span }  { $place }: { $people } expected
place-adults = { $adults } ad.
place-children = { $children } { $children ->
        [one] child
       *[other] childr.
    }
place-expected = expected
place-off = does not come
place-too-long = { $minutes } min already
place-call = On the way for { $minutes } minutes, the limit is { $limit }. Call the wing that they come from.
place-sum-expected = { $people } expected
place-sum-there = { $people } there
place-sum-underway = { $people } on the way
place-sum-too-long = On the way too long { $people }
place-sum-missing = Not recorded { $people }
legend-of-place = Space is there, then done. Does somebody not come, the wing records that.
toast-place = { $time } { $cell } { $name } { $what } (u = undo)
hint-place-done = Everything is recorded here. The wing records who is back.
hint-no-place = You do not work at a place that receives people.
