"""Make ``rules/data/countries.tsv`` and ``rules/data/metonyms.tsv``.

Borders, capitals, codes and the first aliases come from mledoze/countries (npm ``world-countries``, ODbL 1.0). Its
borders are checked for symmetry and mended where one side is missing. English usage of the press (aliases, plural
demonyms, irregular nouns), borders that are spoken of though they are not on the mainland, and metonyms are written
here from general knowledge.

    DECALQUE_NPM=/path/to/npm python scripts/make_countries.py
"""

from __future__ import annotations

import json

from tables import npm, pairs, write

#: Short names as the press writes them, where the source has a longer or a local one.
NAMES = {
    "CD": "Democratic Republic of the Congo", "TR": "Turkey", "CZ": "Czech Republic", "TL": "East Timor",
    "VA": "Vatican", "GS": "South Georgia and the South Sandwich Islands", "MF": "Saint Martin",
}  # fmt: skip

#: Further names of countries in English; ``the`` is left to the reader of the table.
ALIASES = pairs("""
AE = UAE|U.A.E.|Emirates
BA = Bosnia|Bosnia-Herzegovina|Bosnia and Hercegovina
BY = Byelorussia|Belorussia
BN = Brunei Darussalam
CD = DR Congo|DRC|D.R. Congo|Congo-Kinshasa|DR of Congo|Zaire
CG = Congo-Brazzaville|Republic of Congo
CI = Côte d'Ivoire|Côte d’Ivoire|Cote d'Ivoire
CN = People's Republic of China|PRC|mainland China
CV = Cabo Verde
CZ = Czechia
DE = Federal Republic of Germany
ES = Kingdom of Spain
FK = Falklands|Falkland Islands
FM = Federated States of Micronesia
FR = French Republic
GB = UK|U.K.|Great Britain|Britain|United Kingdom of Great Britain and Northern Ireland
GM = The Gambia
GR = Hellenic Republic
IE = Republic of Ireland|Irish Republic
IR = Islamic Republic of Iran
KG = Kyrgyz Republic|Kirghizia|Kirgizia
KP = DPRK|Democratic People's Republic of Korea
KR = Republic of Korea
KZ = Kazakstan
LA = Lao PDR
LY = State of Libya
MK = Macedonia|FYROM
MM = Burma
MO = Macao
NL = The Netherlands|Holland
PS = Palestinian territories|Palestinian Territories|Palestinian Authority|State of Palestine
RO = Rumania
RU = Russian Federation
SA = Kingdom of Saudi Arabia|KSA
SY = Syrian Arab Republic
SZ = Swaziland
TL = Timor-Leste
TR = Türkiye|Turkiye|Republic of Turkey
TW = Republic of China|Chinese Taipei
TZ = United Republic of Tanzania
US = US|U.S.|USA|U.S.A.|United States of America|America
VA = Vatican City|Holy See
VN = Viet Nam
XK = Kosova
ZA = RSA
""")

#: Adjective first, then the nouns for its people, singular and plural.
DEMONYMS = pairs("""
AD = Andorran|Andorrans
AE = Emirati|Emiratis
AF = Afghan|Afghans
AG = Antiguan|Antiguans|Barbudan
AL = Albanian|Albanians
AM = Armenian|Armenians
AO = Angolan|Angolans
AR = Argentine|Argentinian|Argentines|Argentinians|Argentinean
AT = Austrian|Austrians
AU = Australian|Australians
AZ = Azerbaijani|Azeri|Azerbaijanis|Azeris
BA = Bosnian|Bosnians|Herzegovinian
BB = Barbadian|Barbadians|Bajan
BD = Bangladeshi|Bangladeshis
BE = Belgian|Belgians
BF = Burkinabe|Burkinabé|Burkinabes
BG = Bulgarian|Bulgarians
BH = Bahraini|Bahrainis
BI = Burundian|Burundians
BJ = Beninese
BN = Bruneian|Bruneians
BO = Bolivian|Bolivians
BR = Brazilian|Brazilians
BS = Bahamian|Bahamians
BT = Bhutanese
BW = Botswanan|Motswana|Batswana
BY = Belarusian|Belarusians|Belarussian|Belarussians
BZ = Belizean|Belizeans
CA = Canadian|Canadians
CD = Congolese
CF = Central African
CG = Congolese
CH = Swiss
CI = Ivorian|Ivorians|Ivoirian
CL = Chilean|Chileans
CM = Cameroonian|Cameroonians
CN = Chinese
CO = Colombian|Colombians
CR = Costa Rican|Costa Ricans
CU = Cuban|Cubans
CV = Cape Verdean|Cape Verdeans
CY = Cypriot|Cypriots|Greek Cypriot|Greek Cypriots
CZ = Czech|Czechs
DE = German|Germans
DJ = Djiboutian|Djiboutians
DK = Danish|Dane|Danes
DM = Dominican|Dominicans
DO = Dominican|Dominicans
DZ = Algerian|Algerians
EC = Ecuadorian|Ecuadorean|Ecuadorians|Ecuadoreans
EE = Estonian|Estonians
EG = Egyptian|Egyptians
EH = Sahrawi|Sahrawis|Saharawi
ER = Eritrean|Eritreans
ES = Spanish|Spaniard|Spaniards
ET = Ethiopian|Ethiopians
FI = Finnish|Finn|Finns
FJ = Fijian|Fijians
FM = Micronesian|Micronesians
FO = Faroese
FR = French|Frenchman|Frenchmen|Frenchwoman|Frenchwomen
GA = Gabonese
GB = British|Briton|Britons|Brit|Brits
GD = Grenadian|Grenadians
GE = Georgian|Georgians
GH = Ghanaian|Ghanaians
GL = Greenlandic|Greenlander|Greenlanders
GM = Gambian|Gambians
GN = Guinean|Guineans
GQ = Equatorial Guinean|Equatoguinean|Equatorial Guineans
GR = Greek|Greeks
GT = Guatemalan|Guatemalans
GW = Bissau-Guinean|Bissau-Guineans
GY = Guyanese
HK = Hong Konger|Hongkonger|Hong Kongers|Hongkongers
HN = Honduran|Hondurans
HR = Croatian|Croat|Croatians|Croats
HT = Haitian|Haitians
HU = Hungarian|Hungarians
ID = Indonesian|Indonesians
IE = Irish|Irishman|Irishmen|Irishwoman|Irishwomen
IL = Israeli|Israelis
IN = Indian|Indians
IQ = Iraqi|Iraqis
IR = Iranian|Iranians
IS = Icelandic|Icelander|Icelanders
IT = Italian|Italians
JM = Jamaican|Jamaicans
JO = Jordanian|Jordanians
JP = Japanese
KE = Kenyan|Kenyans
KG = Kyrgyz|Kyrgyzstani|Kirghiz
KH = Cambodian|Cambodians
KM = Comorian|Comorians|Comoran
KN = Kittitian|Nevisian
KP = North Korean|North Koreans
KR = South Korean|South Koreans
KW = Kuwaiti|Kuwaitis
KZ = Kazakh|Kazakhs|Kazakhstani|Kazakhstanis
LA = Laotian|Lao|Laotians
LB = Lebanese
LC = Saint Lucian|St Lucian
LI = Liechtensteiner|Liechtensteiners
LK = Sri Lankan|Sri Lankans
LR = Liberian|Liberians
LS = Basotho|Mosotho
LT = Lithuanian|Lithuanians
LU = Luxembourgish|Luxembourger|Luxembourgers
LV = Latvian|Latvians
LY = Libyan|Libyans
MA = Moroccan|Moroccans
MC = Monegasque|Monégasque|Monegasques
MD = Moldovan|Moldovans
ME = Montenegrin|Montenegrins
MG = Malagasy|Madagascan|Madagascans
MH = Marshallese
MK = Macedonian|North Macedonian|Macedonians|North Macedonians
ML = Malian|Malians
MM = Burmese|Myanmarese
MN = Mongolian|Mongolians|Mongol
MR = Mauritanian|Mauritanians
MT = Maltese
MU = Mauritian|Mauritians
MV = Maldivian|Maldivians
MW = Malawian|Malawians
MX = Mexican|Mexicans
MY = Malaysian|Malaysians
MZ = Mozambican|Mozambicans
NA = Namibian|Namibians
NE = Nigerien|Nigerien|Nigeriens
NG = Nigerian|Nigerians
NI = Nicaraguan|Nicaraguans
NL = Dutch|Dutchman|Dutchmen|Dutchwoman|Dutchwomen
NO = Norwegian|Norwegians
NP = Nepalese|Nepali|Nepalis
NR = Nauruan|Nauruans
NZ = New Zealand|New Zealander|New Zealanders|Kiwi|Kiwis
OM = Omani|Omanis
PA = Panamanian|Panamanians
PE = Peruvian|Peruvians
PG = Papua New Guinean|Papua New Guineans
PH = Philippine|Filipino|Filipinos|Filipina
PK = Pakistani|Pakistanis
PL = Polish|Pole|Poles
PR = Puerto Rican|Puerto Ricans
PS = Palestinian|Palestinians
PT = Portuguese
PW = Palauan|Palauans
PY = Paraguayan|Paraguayans
QA = Qatari|Qataris
RO = Romanian|Romanians
RS = Serbian|Serb|Serbs|Serbians
RU = Russian|Russians
RW = Rwandan|Rwandans
SA = Saudi|Saudis|Saudi Arabian
SB = Solomon Islander|Solomon Islanders
SC = Seychellois
SD = Sudanese
SE = Swedish|Swede|Swedes
SG = Singaporean|Singaporeans
SI = Slovenian|Slovene|Slovenes|Slovenians
SK = Slovak|Slovakian|Slovaks|Slovakians
SL = Sierra Leonean|Sierra Leoneans
SM = Sammarinese
SN = Senegalese
SO = Somali|Somalis|Somalian
SR = Surinamese
SS = South Sudanese
ST = São Toméan
SV = Salvadoran|Salvadorean|Salvadorans|Salvadoreans
SY = Syrian|Syrians
SZ = Swazi|Swazis
TD = Chadian|Chadians
TG = Togolese
TH = Thai|Thais
TJ = Tajik|Tajiks|Tajikistani
TL = Timorese|East Timorese
TM = Turkmen|Turkmens
TN = Tunisian|Tunisians
TO = Tongan|Tongans
TR = Turkish|Turk|Turks
TT = Trinidadian|Trinidadians|Tobagonian
TV = Tuvaluan|Tuvaluans
TW = Taiwanese
TZ = Tanzanian|Tanzanians
UA = Ukrainian|Ukrainians
UG = Ugandan|Ugandans
US = American|Americans|US|U.S.
UY = Uruguayan|Uruguayans
UZ = Uzbek|Uzbeks|Uzbekistani
VA = Vatican
VC = Vincentian|Vincentians
VE = Venezuelan|Venezuelans
VN = Vietnamese
VU = Ni-Vanuatu
WS = Samoan|Samoans
XK = Kosovar|Kosovars|Kosovan|Kosovans
YE = Yemeni|Yemenis
ZA = South African|South Africans
ZM = Zambian|Zambians
ZW = Zimbabwean|Zimbabweans
""")

#: Borders that copy rightly speaks of although the table of land borders lacks them: overseas parts, bridges, tunnels,
#: causeways, bases, narrow seas, disputed land, and airspace or maritime borders that make news.
ALSO = pairs("""
AU-ID = sea border
AU-PG = Torres Strait
AU-TL = sea border
AE-IR = the Gulf
AE-QA = sea border, former land border
AZ-TR = Nakhchivan
AZ-KZ = Caspian Sea
AZ-TM = Caspian Sea
BH-SA = King Fahd Causeway
BH-QA = sea border
BR-FR = French Guiana
BS-US = sea border
CA-DK = Hans Island
CA-GL = Hans Island
CA-FR = Saint Pierre and Miquelon
CN-TW = Taiwan Strait
CN-JP = East China Sea
CN-KR = Yellow Sea
CN-PH = South China Sea
CN-HK = Hong Kong
CN-MO = Macau
CO-NI = sea border
CO-HT = sea border
CU-US = Guantanamo Bay, Florida Strait
CU-HT = Windward Passage
CY-GB = sovereign bases
CY-TR = Northern Cyprus
CY-GR = sea border
DK-SE = Øresund Bridge
DK-NO = Skagerrak
DK-PL = Baltic Sea
DJ-YE = Bab el-Mandeb
DO-PR = Mona Passage
DO-US = Puerto Rico
EE-FI = Gulf of Finland
EG-PS = Gaza
EG-SA = Gulf of Aqaba
EG-JO = Gulf of Aqaba
ER-SA = Red Sea
ER-YE = Red Sea
ES-GB = Gibraltar
ES-GI = Gibraltar
FI-EE = Gulf of Finland
FR-GB = Channel Tunnel
FR-NL = Saint Martin
FR-SR = French Guiana
FR-KM = Mayotte
FR-MU = sea border
GB-IE = Northern Ireland
GB-ES = Gibraltar
GB-NL = North Sea
GB-NO = North Sea
GB-BE = Channel
GB-AR = Falkland Islands
GR-IT = sea border
GR-LY = sea border
HR-IT = Adriatic Sea
AL-IT = Adriatic Sea
ME-IT = Adriatic Sea
IL-SA = Gulf of Aqaba
IL-PS = Gaza and the West Bank
IL-CY = sea border
IN-LK = Palk Strait
IN-MV = sea border
ID-SG = Strait of Singapore
ID-PH = sea border
ID-TH = sea border
ID-VN = sea border
ID-IN = sea border
IR-KZ = Caspian Sea
IR-RU = Caspian Sea
IR-KW = the Gulf
IR-QA = the Gulf
IR-SA = the Gulf
IR-OM = Strait of Hormuz
IR-BH = the Gulf
IT-TN = Strait of Sicily
IT-MT = sea border
IT-LY = sea border
JP-RU = Kuril Islands
JP-KR = Tsushima Strait
JP-KP = Sea of Japan
JP-TW = sea border
KR-KP = demilitarised zone
LT-SE = Baltic Sea
LV-SE = Baltic Sea
MY-SG = Johor causeway
MY-PH = Sabah
MY-VN = sea border
MA-ES = Ceuta and Melilla
MA-MR = Western Sahara
MA-EH = Western Sahara
MT-LY = sea border
MZ-MG = Mozambique Channel
NO-IS = sea border
PH-TW = sea border
PH-VN = South China Sea
PL-SE = Baltic Sea
PS-JO = West Bank
RU-US = Bering Strait
RU-TR = Black Sea
RU-RO = Black Sea
RU-BG = Black Sea
RU-TM = Caspian Sea
RU-SE = Baltic Sea
RU-MD = Transnistria
UA-TR = Black Sea
UA-BG = Black Sea
UA-GE = Black Sea
RO-TR = Black Sea
SD-SA = Red Sea
SO-YE = Gulf of Aden
TT-VE = Gulf of Paria
TN-MT = sea border
TZ-KM = sea border
US-GB = British Virgin Islands
US-VE = sea border
VE-NL = Dutch Caribbean
VE-AW = sea border
VE-CW = sea border
""")

#: Islands that share their land with another state, so that the source's lack of borders does not tell.
SHARED_ISLANDS = {"BN", "DO", "GB", "HT", "ID", "IE", "MF", "PG", "SX", "TL"}
NOT_ISLANDS = {"AQ", "GI", "HK", "MC", "MO"}

#: Capitals as English copy spells them.
CAPITALS = {
    "BR": "Brasilia", "CO": "Bogota", "EH": "Laayoune", "GT": "Guatemala City", "HK": "", "KI": "Tarawa",
    "MD": "Chisinau", "MV": "Male", "NP": "Kathmandu", "PY": "Asuncion", "SX": "Philipsburg", "TG": "Lome",
    "US": "Washington", "YE": "Sanaa", "CM": "Yaounde", "CR": "San Jose", "MN": "Ulaanbaatar", "VA": "",
}  # fmt: skip

#: Names that stand for a government or its armed forces in news copy.
METONYMS = """
AE = Abu Dhabi
AF = Kabul
AM = Yerevan
AT = Vienna
AU = Canberra
AZ = Baku
BA = Sarajevo
BE = -
BG = Sofia
BR = Brasília|Brasilia|Planalto
BY = Minsk
CA = Ottawa
CH = Bern|Berne
CL = La Moneda
CN = Beijing|Peking|Zhongnanhai
CO = Bogotá|Bogota
CU = Havana
CZ = Prague
DE = Berlin|the Bundestag|the Chancellery
DK = Copenhagen
DZ = Algiers
EE = Tallinn
EG = Cairo
ES = Madrid|Moncloa
ET = Addis Ababa
FI = Helsinki
FR = Paris|the Élysée|the Elysée|the Elysee|Quai d'Orsay|Matignon
GB = London|Downing Street|No 10|Number 10|Whitehall|Westminster
GE = Tbilisi
GR = Athens
HR = Zagreb
HU = Budapest
ID = Jakarta
IE = Dublin
IL = Jerusalem|Tel Aviv
IN = New Delhi|Delhi
IQ = Baghdad
IR = Tehran
IT = Rome|Palazzo Chigi|Quirinale
JO = Amman
JP = Tokyo
KG = Bishkek
KP = Pyongyang
KR = Seoul|Blue House
KZ = Astana|Nur-Sultan
LB = Beirut
LT = Vilnius
LV = Riga
LY = Tripoli
MA = Rabat
MD = Chisinau|Chişinău|Chișinău
MX = Los Pinos
NL = The Hague
NO = Oslo
PK = Islamabad|Rawalpindi
PL = Warsaw
PS = Ramallah
PT = Lisbon
QA = Doha
RO = Bucharest
RS = Belgrade
RU = Moscow|Kremlin|the Kremlin|Duma
SA = Riyadh
SE = Stockholm
SK = Bratislava
SY = Damascus
TH = Bangkok
TJ = Dushanbe
TN = Tunis
TR = Ankara
TW = Taipei
UA = Kyiv|Kiev|Verkhovna Rada|Bankova
US = Washington|White House|the White House|Pentagon|the Pentagon|Capitol Hill|State Department|Oval Office
UZ = Tashkent
VA = Holy See
VE = Caracas|Miraflores
VN = Hanoi
XK = Pristina
YE = Sanaa|Sana'a
ZA = Pretoria
ZW = Harare
"""

HEAD = """
Countries and territories: code, English name, other English names, adjective then nouns for the people, capital,
land borders, borders that are spoken of though not on the mainland (overseas parts, causeways, narrow seas), island.
Lists are separated by "|" (names) or spaces (codes). is_island: 1 no land border at all (a causeway does not count),
2 an island state that shares its island, 0 otherwise.
Source: mledoze/countries (https://github.com/mledoze/countries, npm world-countries {version}), Open Database
License 1.0: this table is a derived database under the same licence (LICENSES.md); names, demonyms and the column
`also` are this project's own.
Made by scripts/make_countries.py.
"""

METONYMS_HEAD = """
Names that stand for a country's government or armed forces in news copy, with the country's code. General knowledge.
A capital is also a place: "the border with Moscow" speaks of Russia, "the road to Moscow" of the city.
Made by scripts/make_countries.py.
"""


def main() -> None:
    source = json.loads(npm("world-countries", "countries.json").read_text(encoding="utf-8"))
    version = json.loads(npm("world-countries", "package.json").read_text(encoding="utf-8"))["version"]
    code = {country["cca3"]: country["cca2"] for country in source}
    borders: dict[str, set[str]] = {country["cca2"]: {code[b] for b in country["borders"]} for country in source}
    for one in sorted(borders):
        for other in sorted(borders[one]):
            if one not in borders[other]:
                if {one, other} != {"LK", "IN"}:
                    raise ValueError(f"border {one}-{other} is known to one side only")
                borders[one].discard(other)  # Adam's Bridge is under water
    also: dict[str, set[str]] = {one: set() for one in borders}
    for pair, _ in ALSO:
        one, other = pair.split("-")
        if other not in borders[one]:
            also[one].add(other)
            also[other].add(one)
    aliases, demonyms = dict(ALIASES), dict(DEMONYMS)
    rows = []
    for country in source:
        iso = country["cca2"]
        name = NAMES.get(iso, country["name"]["common"])
        further = [a for a in (country["name"]["common"], *aliases.get(iso, "").split("|")) if a and a != name]
        own = country["demonyms"].get("eng", {}).get("m", "") if country.get("demonyms") else ""
        people = demonyms.get(iso, own if "," not in own and " or " not in own else "")
        shared = iso in SHARED_ISLANDS
        island = not borders[iso] and iso not in NOT_ISLANDS
        rows.append((
            iso, name, "|".join(dict.fromkeys(further)), "|".join(dict.fromkeys(people.split("|"))),
            CAPITALS.get(iso, country["capital"][0] if country["capital"] else ""),
            " ".join(sorted(borders[iso])), " ".join(sorted(also[iso])), "2" if shared else str(int(island)),
        ))  # fmt: skip
    columns = ("iso", "name", "aliases", "demonyms", "capital", "borders", "also", "is_island")
    print("countries", write("countries.tsv", HEAD.format(version=version), columns, rows))
    metonyms = [(n, iso) for iso, names in pairs(METONYMS) for n in names.split("|") if n != "-"]
    print("metonyms", write("metonyms.tsv", METONYMS_HEAD, ("name", "iso"), metonyms))


if __name__ == "__main__":
    main()
