//! The day of a place: who is expected at the visits desk or a workplace.

macro_rules! place {
    ($then:ident $($later:ident)* { $($before:tt)* }) => {
        $then! {
            $($later)* {
                $($before)*

                TitlePlace = "title-place",
                PlaceReading = "place-reading",
                PlaceNobody = "place-nobody",
                PlaceHeading = "place-heading",
                PlaceAdults = "place-adults",
                PlaceChildren = "place-children",
                PlaceExpected = "place-expected",
                PlaceOff = "place-off",
                PlaceTooLong = "place-too-long",
                PlaceCall = "place-call",
                PlaceSumExpected = "place-sum-expected",
                PlaceSumThere = "place-sum-there",
                PlaceSumUnderway = "place-sum-underway",
                PlaceSumTooLong = "place-sum-too-long",
                PlaceSumMissing = "place-sum-missing",
                LegendOfPlace = "legend-of-place",
                ToastPlace = "toast-place",
                HintPlaceDone = "hint-place-done",
                HintNoPlace = "hint-no-place",
            }
        }
    };
}
