"""The standard map of Diplomacy as data: provinces, what players call them, supply centres, who borders on whom.

Source: the rules of the game (map of 1901). Abbreviations are those of the published orders: three letters, seas in
capitals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Ground = Literal["land", "coast", "sea"]


@dataclass(frozen=True, slots=True)
class Province:
    """One space of the map.

    centre: whether it is a supply centre; home: the power whose home centre it is, or "". army and fleet: where an army
    or a fleet may go from here, coasts of a province taken together. names: how players write it, lower case.
    """

    id: str
    name: str
    ground: Ground
    centre: bool
    home: str
    army: frozenset[str]
    fleet: frozenset[str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Power:
    """One of the seven: its id (lower case), its adjective, and how players write it, lower case."""

    id: str
    adjective: str
    names: tuple[str, ...]


POWERS: Final[Mapping[str, Power]] = {
    power.id: power
    for power in (
        Power("austria", "austrian", ("austria", "austrian", "austrians", "aus", "austria-hungary", "archduke")),
        Power("england", "english", ("england", "english", "eng", "brit", "brits", "britain", "british", "uk")),
        Power("france", "french", ("france", "french", "frenchie", "frenchies", "frenchy", "fra", "frogs")),
        Power("germany", "german", ("germany", "german", "germans", "germ", "ger", "kaiser", "deutschland")),
        Power("italy", "italian", ("italy", "italian", "italians", "ita", "ital", "il duce")),
        Power("russia", "russian", ("russia", "russian", "russians", "rus", "russ", "tsar", "czar", "russkie")),
        Power("turkey", "turkish", ("turkey", "turkish", "turk", "turks", "tur", "sultan", "ottoman", "ottomans")),
    )
}
SEASONS: Final = ("spring", "fall", "winter")
"""The seasons of a year, in order."""

# id | name | ground | - none, * centre, or whose home centre | army borders | fleet borders | more names
_TABLE: Final = """
Alb|Albania|coast|-|Gre Ser Tri|ADR ION Gre Tri|
Ank|Ankara|coast|turkey|Arm Con Smy|BLA Arm Con|angora
Apu|Apulia|coast|-|Nap Rom Ven|ADR ION Nap Ven|
Arm|Armenia|coast|-|Ank Sev Smy Syr|BLA Ank Sev|
Bel|Belgium|coast|*|Bur Hol Pic Ruh|ENG NTH Hol Pic|belg,belguim,belgum
Ber|Berlin|coast|germany|Kie Mun Pru Sil|BAL Kie Pru|
Boh|Bohemia|land|-|Gal Mun Sil Tyr Vie||bohem
Bre|Brest|coast|france|Gas Par Pic|ENG MAO Gas Pic|
Bud|Budapest|land|austria|Gal Rum Ser Tri Vie||buda,budapast
Bul|Bulgaria|coast|*|Con Gre Rum Ser|AEG BLA Con Gre Rum|bulg
Bur|Burgundy|land|-|Bel Gas Mar Mun Par Pic Ruh||burg,burgandy,burgundry
Cly|Clyde|coast|-|Edi Lvp|NAO NWG Edi Lvp|
Con|Constantinople|coast|turkey|Ank Bul Smy|AEG BLA Ank Bul Smy|const,constant,constan,istanbul,constantinopole
Den|Denmark|coast|*|Kie Swe|BAL HEL NTH SKA Kie Swe|denm
Edi|Edinburgh|coast|england|Cly Lvp Yor|NTH NWG Cly Yor|edin,edinburg,edinborough
Fin|Finland|coast|-|Nwy Stp Swe|BOT Stp Swe|finl
Gal|Galicia|land|-|Boh Bud Rum Sil Ukr Vie War||gali,galacia,galicja,galecia
Gas|Gascony|coast|-|Bre Bur Mar Par Spa|MAO Bre Spa|gasc,gascogne
Gre|Greece|coast|*|Alb Bul Ser|AEG ION Alb Bul|
Hol|Holland|coast|*|Bel Kie Ruh|HEL NTH Bel Kie|netherlands,the netherlands
Kie|Kiel|coast|germany|Ber Den Hol Mun Ruh|BAL HEL Ber Den Hol|keil
Lon|London|coast|england|Wal Yor|ENG NTH Wal Yor|lond,ldn
Lvn|Livonia|coast|-|Mos Pru Stp War|BAL BOT Pru Stp|livonia,lvo,liv
Lvp|Liverpool|coast|england|Cly Edi Wal Yor|IRI NAO Cly Wal|lpl,lvl,liverp
Mar|Marseilles|coast|france|Bur Gas Pie Spa|LYO Pie Spa|mars,marseille,marsailles,marsielles,marseilles
Mos|Moscow|land|russia|Lvn Sev Stp Ukr War||mosc
Mun|Munich|land|germany|Ber Boh Bur Kie Ruh Sil Tyr||munch,muncih,munchen,münchen
Naf|North Africa|coast|-|Tun|MAO WES Tun|n africa,n. africa,north afr,naf,nafrica
Nap|Naples|coast|italy|Apu Rom|ION TYS Apu Rom|
Nwy|Norway|coast|*|Fin Stp Swe|BAR NTH NWG SKA Stp Swe|nor,norw,nway
Par|Paris|land|france|Bre Bur Gas Pic||
Pic|Picardy|coast|-|Bel Bre Bur Par|ENG Bel Bre|pica,picardie
Pie|Piedmont|coast|-|Mar Tus Tyr Ven|LYO Mar Tus|pied,pie,piemonte
Por|Portugal|coast|*|Spa|MAO Spa|
Pru|Prussia|coast|-|Ber Lvn Sil War|BAL Ber Lvn|prus,pruss
Rom|Rome|coast|italy|Apu Nap Tus Ven|TYS Nap Tus|roma
Ruh|Ruhr|land|-|Bel Bur Hol Kie Mun||rhur,rur
Rum|Rumania|coast|*|Bud Bul Gal Ser Sev Ukr|BLA Bul Sev|romania,roumania
Ser|Serbia|land|*|Alb Bud Bul Gre Rum Tri||serb,servia
Sev|Sevastopol|coast|russia|Arm Mos Rum Ukr|BLA Arm Rum|sebastopol,sevestopol,sevast,sevastapol,sevestapol
Sil|Silesia|land|-|Ber Boh Gal Mun Pru War||
Smy|Smyrna|coast|turkey|Ank Arm Con Syr|AEG EAS Con Syr|izmir,smryna
Spa|Spain|coast|*|Gas Mar Por|LYO MAO WES Gas Mar Por|
Stp|St Petersburg|coast|russia|Fin Lvn Mos Nwy|BAR BOT Fin Lvn Nwy|st. petersburg,saint petersburg,st pete,st. pete,stpete,petersburg,st p,st. p,st petes,st pet,st. pet
Swe|Sweden|coast|*|Den Fin Nwy|BAL BOT SKA Den Fin Nwy|swed
Syr|Syria|coast|-|Arm Smy|EAS Smy|
Tri|Trieste|coast|austria|Alb Bud Ser Tyr Ven Vie|ADR Alb Ven|triest,treiste,trist
Tun|Tunis|coast|*|Naf|ION TYS WES Naf|tunisia
Tus|Tuscany|coast|-|Pie Rom Ven|LYO TYS Pie Rom|tusc
Tyr|Tyrolia|land|-|Boh Mun Pie Tri Ven Vie||tyrol,tyl,tyro,tirolia,tyrollia,tyroila
Ukr|Ukraine|land|-|Gal Mos Rum Sev War||the ukraine,ukraine
Ven|Venice|coast|italy|Apu Pie Rom Tri Tus Tyr|ADR Apu Tri|venezia,vencie
Vie|Vienna|land|austria|Boh Bud Gal Tri Tyr||vien,wien
Wal|Wales|coast|-|Lon Lvp Yor|ENG IRI Lon Lvp|
War|Warsaw|land|russia|Gal Lvn Mos Pru Sil Ukr||wars,warshaw
Yor|Yorkshire|coast|-|Edi Lon Lvp Wal|NTH Edi Lon|york,yorks
ADR|Adriatic Sea|sea|-||Alb Apu ION Tri Ven|adriatic,the adriatic,adr sea
AEG|Aegean Sea|sea|-||Bul Con EAS Gre ION Smy|aegean,the aegean,agean,aegan
BAL|Baltic Sea|sea|-||BOT Ber Den Kie Lvn Pru Swe|baltic,the baltic
BAR|Barents Sea|sea|-||NWG Nwy Stp|barents,the barents,barrents,barent
BLA|Black Sea|sea|-||Ank Arm Bul Con Rum Sev|the black,black,the black sea,bs
BOT|Gulf of Bothnia|sea|-||BAL Fin Lvn Stp Swe|bothnia,gob,gulf of both,gulf of bot
EAS|Eastern Mediterranean|sea|-||AEG ION Smy Syr|eastern med,east med,e med,emed,the eastern med,eastmed,eastern mediteranean
ENG|English Channel|sea|-||Bel Bre IRI Lon MAO NTH Pic Wal|the channel,channel,ech,eng channel,the english channel,english ch,ec
HEL|Helgoland Bight|sea|-||Den Hol Kie NTH|helgoland,heligoland,heligoland bight,hel bight,helg,helgo,heligo
ION|Ionian Sea|sea|-||ADR AEG Alb Apu EAS Gre Nap TYS Tun|ionian,the ionian,ionean
IRI|Irish Sea|sea|-||ENG Lvp MAO NAO Wal|the irish,the irish sea
LYO|Gulf of Lyon|sea|-||Mar Pie Spa TYS Tus WES|gulf of lyons,gol,lyon,lyons,gulf of lion,goly
MAO|Mid-Atlantic Ocean|sea|-||Bre ENG Gas IRI NAO Naf Por Spa WES|mid atlantic,mid-atlantic,midatlantic,mid,mat,mid-atl,mid atl,the mid,mid atlantic ocean
NAO|North Atlantic Ocean|sea|-||Cly IRI Lvp MAO NWG|north atlantic,nat,n atlantic,north atl,natl,n. atlantic
NTH|North Sea|sea|-||Bel Den ENG Edi HEL Hol Lon NWG Nwy SKA Yor|the north sea,nts,nrth
NWG|Norwegian Sea|sea|-||BAR Cly Edi NAO NTH Nwy|the norwegian,nrg,norweg sea,the norwegian sea,nws,norw sea
SKA|Skagerrak|sea|-||Den NTH Nwy Swe|skag,skagerak,skaggerak,skagerrack,skaggerack,skagg
TYS|Tyrrhenian Sea|sea|-||ION LYO Nap Rom Tun Tus WES|tyrrhenian,tyrr,tyn,tyrh,tyrrhenean,tyrhenian,tyrrhennian,tyrrenian,the tyrrhenian,tyrs
WES|Western Mediterranean|sea|-||LYO MAO Naf Spa TYS Tun|western med,west med,w med,wmed,wmd,the western med,westmed,western mediteranean
"""  # noqa: E501 - rows of a table

COASTS: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "Bul": {"ec": frozenset({"BLA", "Con", "Rum"}), "sc": frozenset({"AEG", "Con", "Gre"})},
    "Spa": {"nc": frozenset({"Gas", "MAO", "Por"}), "sc": frozenset({"LYO", "MAO", "Mar", "Por", "WES"})},
    "Stp": {"nc": frozenset({"BAR", "Nwy"}), "sc": frozenset({"BOT", "Fin", "Lvn"})},
}
"""Fleet borders of each coast of the provinces that have two."""


def _province(row: str) -> Province:
    id_, name, ground, centre, army, fleet, more = row.split("|")
    names = (name.lower(), id_.lower(), *(part for part in more.split(",") if part))
    home = centre if centre in POWERS else ""
    assert ground in ("land", "coast", "sea")
    return Province(
        id_,
        name,
        ground,  # type: ignore[arg-type]
        centre != "-",
        home,
        frozenset(army.split()),
        frozenset(fleet.split()),
        tuple(dict.fromkeys(names)),
    )


PROVINCES: Final[Mapping[str, Province]] = {p.id: p for p in map(_province, _TABLE.strip().splitlines())}
CENTRES: Final = frozenset(p.id for p in PROVINCES.values() if p.centre)
HOME: Final[Mapping[str, frozenset[str]]] = {
    power: frozenset(p.id for p in PROVINCES.values() if p.home == power) for power in POWERS
}
"""The home centres of each power: what it owns before the first order."""


def borders(one: str, other: str) -> bool:
    """Whether some unit may go from one province to the other without a convoy. Raises KeyError for an unknown id."""
    province = PROVINCES[one]
    return other in province.army or other in province.fleet
