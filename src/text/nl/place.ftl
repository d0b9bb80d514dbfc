# De dag van een plek: bezoekafdeling en werkplaats

title-place = Wie komt hier
place-reading = De lijst wordt gelezen.
place-nobody = Op deze dag wordt hier niemand verwacht.
place-heading = { $span }  { $place }: { $people } verwacht
place-adults = { $adults } volw.
place-children = { $children } { $children ->
        [one] kind
       *[other] kind.
    }
place-expected = verwacht
place-off = komt niet
place-too-long = al { $minutes } min
place-call = Al { $minutes } minuten onderweg, de grens is { $limit }. Bel de afdeling waar iemand van komt.
place-sum-expected = { $people } verwacht
place-sum-there = { $people } er
place-sum-underway = { $people } onderweg
place-sum-too-long = Te lang onderweg { $people }
place-sum-missing = Niet ingevuld { $people }
legend-of-place = Spatie is er, daarna klaar. Komt iemand niet, dan vult de afdeling dat in.
toast-place = { $time } { $cell } { $name } { $what } (u = ongedaan)
hint-place-done = Hier is alles ingevuld. De afdeling vult in wie terug is.
hint-no-place = U werkt niet bij een plek die mensen ontvangt.
