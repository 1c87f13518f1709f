/**
 * Towns by the airports that serve them, where the name beside the airport is that of a suburb, an island or a part of a
 * town, or is not the one that people say in English. Town, country, airports.
 */
const served = `
Brussels BE BRU CRL
Glasgow GB GLA PIK
London GB LHR LGW STN LTN LCY SEN
Durham GB MME
Paris FR CDG ORY BVA
Basel CH BSL
Bordeaux FR BOD
Toulouse FR TLS
Metz FR ETZ
Ajaccio FR AJA
Milan IT MXP LIN BGY
Rome IT FCO CIA
Turin IT TRN
Naples IT NAP
Verona IT VRN
Venice IT VCE TSF
Olbia IT OLB
Florence IT FLR
Genoa IT GOA
Elba IT EBA
Brescia IT VBS
Seville ES SVQ
Vitoria-Gasteiz ES VIT
Murcia ES RMU
A Coruña ES LCG
San Sebastián ES EAS
Asturias ES OVD
Terceira PT TER
Porto Santo PT PXO
Sitia GR JSH
Chania GR CHQ
Corfu GR CFU
Rhodes GR RHO
Kefalonia GR EFL
Lesbos GR MJT
Volos GR VOL
Bern CH BRN
St. Gallen CH ACH
Klagenfurt AT KLU
Sylt DE GWT
Hahn DE HHN
Nantes FR NTE
Rouen FR URO
Grenoble FR GNB
Molde NO MOL
Narvik NO EVE
Kristiansand NO KRS
Kristiansund NO KSU
Haugesund NO HAU
Jyväskylä FI JYV
Anglesey GB VLY
Orkney GB KOI
Knock IE NOC
Szczecin PL SZZ
Pristina XK PRN
Fes MA FEZ
Nador MA NDR
Oujda MA OUD
Nha Trang VN CXR
Lombok ID LOP
Adana TR ADA
Jakarta ID CGK HLP
Havana CU HAV
Trapani IT TPS
Cologne DE CGN
Hanover DE HAJ
Frankfurt DE FRA
Washington US IAD DCA
Dallas US DFW DAL
New York US JFK LGA EWR
Raleigh US RDU
Cincinnati US CVG
Providence US PVD
Sarasota US SRQ
Istanbul TR IST SAW
Tokyo JP HND NRT
Nagoya JP NGO
Sendai JP SDJ
Okinawa JP OKA
Taipei TW TPE TSA
Kaohsiung TW KHH
Seoul KR ICN GMP
Hong Kong HK HKG
Macau MO MFM
Beijing CN PEK PKX
Shanghai CN PVG SHA
Chengdu CN TFU CTU
Xi'an CN XIY
Qingdao CN TAO
Dalian CN DLC
Shenyang CN SHE
Lhasa CN LXA
Kuala Lumpur MY KUL SZB
Bali ID DPS
Makassar ID UPG
Ko Samui TH USM
Cebu PH CEB
Islamabad PK ISB
Goa IN GOI GOX
Delhi IN DEL
Mexico City MX MEX NLU
Guadalajara MX GDL
Monterrey MX MTY
San José del Cabo MX SJD
Rio de Janeiro BR GIG SDU
Buenos Aires AR EZE AEP
La Paz BO LPB
Montevideo UY MVD
Asunción PY ASU
Panama City PA PTY
San José CR SJO SYQ
San Salvador SV SAL
Paramaribo SR PBM
Cayenne GF CAY
Mauritius MU MRU
Saint-Denis RE RUN
Mahé SC SEZ
Freetown SL FNA
Gran Canaria ES LPA
Fuerteventura ES FUE
Lanzarote ES ACE
Tenerife ES TFS TFN
La Palma ES SPC
Ibiza ES IBZ
Menorca ES MAH
Reykjavík IS KEF RKV
Oslo NO OSL TRF
Stockholm SE ARN BMA NYO VST
Tampere FI TMP
Oulu FI OUL
Graz AT GRZ
Zadar HR ZAD
Santorini GR JTR
Mykonos GR JMK
Kilimanjaro TZ JRO
Gqeberha ZA PLZ
Entebbe UG EBB
Agadir MA AGA
Dubai AE DXB DWC
Dammam SA DMM
Astana KZ NQZ
Vladivostok RU VVO
Kyiv UA KBP IEV
Kona US KOA
Maui US OGG
Saint Martin SX SXM
Bonaire BQ BON
`

/** Towns that people name and travel to, and that have no airport of their own; behind "=" the name in the list of cities. */
export const withoutAirport = `
CH: Interlaken, Zermatt, Davos, Lucerne=Luzern, Lausanne, Winterthur, Lugano
AT: Kitzbühel, Bregenz, Villach
DE: Potsdam, Heidelberg, Freiburg, Bonn, Mainz, Wiesbaden, Augsburg, Regensburg, Würzburg, Kiel, Wolfsburg, Ulm, Bielefeld, Garmisch-Partenkirchen, Konstanz, Göttingen, Braunschweig, Jena, Karlsruhe, Aachen, Trier, Magdeburg
IT: Siena, Sorrento, Como, Padua, Ravenna, Cortina d'Ampezzo, Lecce, Matera, Taormina
FR: Chamonix=Chamonix-Mont-Blanc, Reims, Versailles, Orléans, Colmar, Antibes, Cannes
ES: Ronda, Toledo, Marbella, Cadiz, Benidorm
PT: Sintra, Coimbra, Lagos, Albufeira, Cascais
BE: Brugge, Gent, Leuven
NL: Utrecht, The Hague, Haarlem, Delft, Leiden
GB: Oxford, Cambridge, Bath, York, Brighton, Sheffield, Coventry, Reading, Canterbury
IE: Kilkenny, Galway
CZ: Český Krumlov
PL: Zakopane, Sopot
SI: Bled
HR: Hvar, Rovinj, Makarska
GR: Nafplio
JP: Kyoto, Nara=Nara-shi, Yokohama, Kamakura
VN: Hoi An
ID: Ubud
CA: Banff
US: Napa
TR: Göreme
MA: Chefchaouen
ZA: Stellenbosch
`
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [country, names] = line.split(': ')
    return names.split(', ').map((said) => {
      const [name, local = name] = said.split('=')
      return { country, name, local }
    })
  })

/** Town and country by the code of an airport. */
export const townOfAirport = new Map(
  served
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, name, country, airports] = /^(.*) ([A-Z]{2}) ((?:[A-Z]{3} ?)+)$/.exec(line)
      return airports.split(' ').map((iata) => [iata, { name, country }])
    }),
)

/** No scheduled flights, or not any more, whatever the source says. */
export const closed = new Set(['CAT', 'CEQ', 'GWY', 'ISL', 'LUG', 'SPX', 'UPB'])
