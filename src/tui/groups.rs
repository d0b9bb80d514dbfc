//! The day by time and by place as the interface knows it: the choice is a person and an item, as by person; the group is the one that holds them.

use super::model::Model;
use crate::domain::day::{By, Group, Item, Line, Offer, Round};
use crate::domain::id::{DetaineeId, RowId};

impl Model {
    /// The groups of everybody whom the filter lets through.
    pub(super) fn groups(&self) -> Vec<Group<'_>> {
        self.day.as_ref().map(|day| day.groups(self.by, self.lines())).unwrap_or_default()
    }

    /// Where the chosen item is among these groups; none when it is in no group.
    pub(super) fn group_of(&self, groups: &[Group<'_>]) -> Option<usize> {
        // The doors of a round share one line of the programme: who is chosen says whose.
        let is_chosen =
            |(line, item): &(&Line, &Item)| (Some(line.detainee), Some(item.id)) == (self.selected, self.item);
        groups.iter().position(|group| group.members.iter().any(is_chosen))
    }

    /// The chosen group, when a verb is about everybody in it.
    pub(super) fn whole_group(&self) -> Option<Group<'_>> {
        if self.by == By::Person || !self.is_whole {
            return None;
        }
        let mut groups = self.groups();
        let at = self.group_of(&groups)?;
        Some(groups.swap_remove(at)).filter(|group| group.members.len() > 1)
    }

    /// Whom the next verb is about, each with the item that it hits.
    pub(super) fn targets(&self) -> Vec<(&Line, &Item)> {
        if let Some(group) = self.whole_group() {
            return group.to_mark().collect();
        }
        let selected = self.selection();
        let chosen = self.lines().into_iter().filter(|line| selected.contains(&line.detainee));
        chosen.filter_map(|line| Some((line, self.item_of(line)?))).collect()
    }

    /// The round whose door is chosen; none when something else is.
    pub(super) fn chosen_door(&self) -> Option<&Round> {
        self.day.as_ref()?.rounds.iter().find(|round| Some(RowId::from(round.slot)) == self.item)
    }

    /// The offer of the wing that is chosen; none when something else is.
    pub(super) fn chosen_offer(&self) -> Option<&Offer> {
        self.day.as_ref()?.offers.iter().find(|offer| Some(RowId::from(offer.slot)) == self.item)
    }

    /// What this person still has to do in the chosen group; none when they are not in it, or that is done.
    pub(super) fn item_here_of(&self, person: DetaineeId) -> Option<RowId> {
        let groups = self.groups();
        let group = groups.get(self.group_of(&groups)?)?;
        group.to_mark().find(|(line, _)| line.detainee == person).map(|(_, item)| item.id)
    }

    /// What somebody has to do next, for who comes to them by their cell: what is at hand, what comes, what was last.
    pub(super) fn next_item_of(&self, line: &Line) -> Option<RowId> {
        let next = line.items.iter().find(|item| !item.state.is_finished()).or(line.items.last());
        self.item_of(line).or(next).map(|item| item.id)
    }

    /// Chooses a whole group, by who comes first in it.
    pub(super) fn choose_group(&mut self, at: usize) {
        let chosen = {
            let groups = self.groups();
            groups.get(at).and_then(|group| group.members.first()).map(|(line, item)| (line.detainee, item.id))
        };
        self.choose(chosen);
        (self.is_whole, self.chosen_at) = (true, at);
    }

    pub(super) fn choose(&mut self, chosen: Option<(DetaineeId, RowId)>) {
        self.selected = chosen.map(|(person, _)| person);
        self.item = chosen.map(|(_, item)| item);
    }
}
