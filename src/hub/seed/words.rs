//! Names and texts of our own invention. Any likeness to a person is chance.

/// Family names with their prefix.
pub(super) const SURNAMES: [(&str, &str); 48] = [
    ("", "Aalders"),
    ("van den", "Akker"),
    ("", "Aydın"),
    ("", "Bakır"),
    ("van", "Beek"),
    ("", "Bouazza"),
    ("de", "Bruin"),
    ("", "Çetin"),
    ("", "Ćosić"),
    ("van", "Dongen"),
    ("", "Doğan"),
    ("", "Eertink"),
    ("", "El Idrissi"),
    ("", "Fernández"),
    ("", "Gündoğdu"),
    ("de", "Haas"),
    ("ter", "Haar"),
    ("", "Hüsken"),
    ("van der", "Hoeven"),
    ("", "Ibáñez"),
    ("", "Jóźwiak"),
    ("", "Kaçar"),
    ("", "Kiliç"),
    ("van 't", "Klooster"),
    ("", "Koné"),
    ("van der", "Laar"),
    ("", "Łuczak"),
    ("", "Martina"),
    ("", "Mețiu"),
    ("de", "Moor"),
    ("", "Müftüoğlu"),
    ("", "Nguyễn"),
    ("", "Ouédraogo"),
    ("", "Özer"),
    ("van der", "Pol"),
    ("", "Pietersz"),
    ("", "Raïs"),
    ("de", "Roo"),
    ("", "Šimić"),
    ("", "Schoenmaker"),
    ("", "Søgaard"),
    ("", "Tewolde"),
    ("van", "Tiel"),
    ("in 't", "Veld"),
    ("", "Wiśniak"),
    ("", "Winklaar"),
    ("", "Yüksel"),
    ("", "Zwaan"),
];

/// Given names.
pub(super) const GIVEN_NAMES: [&str; 40] = [
    "Abel", "Adem", "André", "Bilal", "Björn", "Çağlar", "Cas", "Daan", "Dawit", "Efe", "Elías", "Ömer", "Fedde",
    "Gijs", "Hamza", "Ilja", "Ivo", "Jaïr", "Jelle", "Joël", "Kaan", "Kacper", "Lasse", "Luuk", "Mateusz", "Menno",
    "Michał", "Mo", "Niels", "Noël", "Okke", "Pim", "Rafał", "René", "Rohan", "Sjoerd", "Teun", "Umut", "Wessel",
    "Yusuf",
];

/// Staff: name and initials.
pub(super) const STAFF: [(&str, &str); 24] = [
    ("M. Appelhof", "MA"),
    ("S. Beşik", "SB"),
    ("T. van Campen", "TvC"),
    ("R. Doorn", "RD"),
    ("K. Elzinga", "KE"),
    ("F. de Fonk", "FdF"),
    ("L. Güler", "LG"),
    ("P. Hazelaar", "PH"),
    ("N. Ilhan", "NI"),
    ("J. Jorna", "JJ"),
    ("B. ter Keurs", "BtK"),
    ("D. Lugtenberg", "DL"),
    ("W. Mook", "WM"),
    ("A. Nieuwdorp", "AN"),
    ("G. Oskam", "GO"),
    ("H. Pruis", "HP"),
    ("C. Quist", "CQ"),
    ("E. Rozema", "ER"),
    ("I. Snoeren", "IS"),
    ("O. Tak", "OT"),
    ("Y. Uçar", "YU"),
    ("V. Veldink", "VV"),
    ("Z. Wassink", "ZW"),
    ("Q. Zandee", "QZ"),
];

/// Languages, as often as they occur in the list.
pub(super) const LANGUAGES: [&str; 12] = ["nl", "nl", "nl", "nl", "nl", "nl", "nl", "tr", "ar", "pl", "en", "pap"];

/// Municipalities.
pub(super) const MUNICIPALITIES: [&str; 6] = ["GM0193", "GM0363", "GM0599", "GM0344", "GM0014", "GM0153"];

/// Workshops; they record arrivals themselves.
pub(super) const WORKSHOPS: [&str; 6] =
    ["Houtwerkplaats", "Metaalwerkplaats", "Wasserij", "Bakkerij", "Montage", "Groenploeg"];

/// Rooms for visits; they record arrivals themselves.
pub(super) const VISIT_ROOMS: [&str; 4] = ["Bezoekzaal 1", "Bezoekzaal 2", "Spreekkamer 1", "Spreekkamer 2"];

/// Other rooms.
pub(super) const ROOMS: [&str; 6] =
    ["Lokaal 1", "Lokaal 2", "Bibliotheek", "Stiltecentrum", "Sportzaal", "Medische dienst"];

/// One series for each day of the week: title, hour, minute, room, capacity.
pub(super) const SERIES: [(&str, u32, u32, &str, u32); 7] = [
    ("Gespreksgroep De Brug", 18, 30, "Stiltecentrum", 8),
    ("Samen lezen", 14, 0, "Bibliotheek", 4),
    ("Omgaan met geld", 13, 0, "Lokaal 1", 10),
    ("Schaakclub", 19, 0, "Lokaal 2", 8),
    ("Koor", 18, 45, "Stiltecentrum", 12),
    ("Ouder en kind: knutselen", 10, 0, "Bezoekzaal 2", 6),
    ("Koffie na de viering", 11, 0, "Stiltecentrum", 12),
];

/// Volunteers: name, organisation.
pub(super) const VOLUNTEERS: [(&str, &str); 7] = [
    ("A. Boersma", "De Brug"),
    ("T. Çaylak", "Leesmaatjes"),
    ("G. van Est", "Thuisadministratie"),
    ("R. Faber", "Schaakbond"),
    ("L. Ghazi", "Het Koor"),
    ("M. Hoekman", "Ouder en kind"),
    ("P. Ingelse", "De Brug"),
];

/// Notes, as somebody writes them at the end of a shift.
pub(super) const NOTES: [&str; 10] = [
    "Rustige nacht.",
    "Vraagt een gesprek met de mentor.",
    "Heeft goed nieuws van thuis gekregen.",
    "Wil graag van werk wisselen.\nMet de werkmeester besproken.",
    "Belde met zijn dochter, was er blij mee.",
    "Slecht geslapen, wel gaan werken.",
    "Helpt een nieuwe op de afdeling op weg.",
    "Televisie op cel is stuk, gemeld.",
    "Gespannen voor de zitting van morgen.",
    "Kookte voor de groep.",
];

/// What somebody asks.
pub(super) const REQUESTS: [&str; 3] = [
    "Wil zijn mentor spreken over beeldbellen.",
    "Vraagt een boek over lassen.",
    "Wil graag een gesprek met een vrijwilliger.",
];

/// About somebody new, about somebody else, about the wing.
pub(super) const HANDOVER: [&str; 3] = [
    "Nieuw binnen. Nog niet gebeld met thuis.",
    "Bericht van thuis, nog niet verteld.",
    "Wasserij morgen dicht: geen personeel.",
];
