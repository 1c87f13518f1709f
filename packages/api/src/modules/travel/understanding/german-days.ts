/* Days and people as German says them, for rules that are written for English: each word becomes one that is no longer, so that places stay. */

const DAY = '(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)'
const NEAR = '(?:diese|nachste|kommende|folgende)[nsmr]?'
/** "Mai" is a month behind a date or these; alone it may be half a town. */
const OF_MONTH = '(?<=\\d\\.? ?|\\b(?:im|in|anfang|mitte|ende) )'
const OWN = '(?:meine[mrn]?|unsere[mrn]?)'
const PARTNER = '(?:frau|mann|freundin|freund|partnerin|partner|mutter|vater|schwester|bruder)'
const FRIENDS = '(?:freunden|freundinnen|kollegen|kolleginnen)'
const COUNTED = '(?= (?:people|adults|nights|days|weeks?|months?|kids|friends))'
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'

const words: readonly [german: string, english: string][] = [
  [`\\bvo[mn] (?=\\d|${DAY}|${NEAR})`, ''],
  [`\\bam wochenende\\b`, 'this weekend'],
  ['\\b(?:verlangerte[sn]?|lange[sn]?) wochenende\\b', 'long weekend'],
  [`\\bam (?=\\d|${DAY}|${NEAR})`, 'on'],
  ['\\bbis(?: zum| einschliesslich)?\\b', 'to'],
  ['\\bubernachste[ns]? wochenende\\b', 'weekend after next'],
  ['\\bubernachste woche\\b', 'week after next'],
  ['\\bwochenende\\b', 'weekend'],
  ['\\bheute in einer woche\\b', 'in 7 days'],
  ['\\bubermorgen\\b', 'in 2 days'],
  ['\\bheute\\b', 'today'],
  // “Am Morgen” is a time of the day.
  ['(?<!\\b(?:am|guten|jeden|fruhen) )\\bmorgen\\b', 'tmrw'],
  ['\\b(?:pro|je) person\\b', 'a person'],
  ['\\bpro nacht\\b', 'a night'],
  ['\\bwoche\\b', 'week'],
  ['\\bwochen\\b', 'weeks'],
  ['\\bmonat\\b', 'month'],
  ['\\bdiese[nsmr]?\\b', 'this'],
  ['\\b(?:nachste|folgende)[nsmr]?\\b', 'next'],
  ['\\bkommende[nsmr]?\\b', 'coming'],
  ['\\bmontag\\b', 'monday'],
  ['\\bdienstag\\b', 'tuesday'],
  ['\\bmittwoch\\b', 'wed'],
  ['\\bdonnerstag\\b', 'thursday'],
  ['\\bfreitag\\b', 'friday'],
  ['\\bsamstag\\b', 'sat'],
  ['\\bsonnabend\\b', 'saturday'],
  ['\\bsonntag\\b', 'sunday'],
  [`${OF_MONTH}januar\\b`, 'jan'],
  [`${OF_MONTH}februar\\b`, 'feb'],
  [`${OF_MONTH}marz\\b`, 'mar'],
  [`${OF_MONTH}mai\\b`, 'may'],
  [`${OF_MONTH}juni\\b`, 'june'],
  [`${OF_MONTH}juli\\b`, 'july'],
  [`${OF_MONTH}oktober\\b`, 'october'],
  [`${OF_MONTH}dezember\\b`, 'december'],
  [`(?<=\\b\\d{1,2})\\.(?= ?${MONTH})`, ''],
  [`\\bim (?=${MONTH})`, 'in'],
  [`\\banfang (?=${MONTH})`, 'early'],
  [`\\bmitte (?=${MONTH})`, 'mid'],
  [`\\bende (?=${MONTH})`, 'late'],
  ['\\bzwischen weihnachten und neujahr\\b', 'between christmas and new year'],
  ['\\bosterferien\\b', 'easter week'],
  ['\\b(?:christi )?himmelfahrt\\b', 'ascension'],
  ['\\b(?:uber |an |zu )?weihnachten\\b', 'christmas'],
  ['\\b(?:uber |an |zu )?silvester\\b', 'new year'],
  ['\\b(?:uber |an |zu )?ostern\\b', 'easter'],
  ['\\b(?:uber |an |zu )?pfingsten\\b', 'whitsun'],
  ['\\bfur (?=\\d|ein|zwei|drei|vier|funf)', 'for'],
  ['\\bnachten?\\b', 'nights'],
  ['\\btagen?\\b', 'days'],
  ['\\bpersonen\\b', 'people'],
  ['\\berwachsenen?\\b', 'adults'],
  [`\\bmit ${OWN} ${PARTNER}\\b`, 'with my wife'],
  [`\\b${OWN} ${PARTNER}\\b`, 'my wife'],
  [`\\bmit ${OWN} eltern\\b`, 'with my parents'],
  ['\\bund\\b', 'and'],
  ['\\bkinde?r?n?\\b', 'kids'],
  ['\\b(?:tochter|sohn)\\b', 'son'],
  ['\\b(?:unsere[mnr]?|meine[mnr]?)(?= (?:son|kids|and|baby)\\b)', 'our'],
  ['\\bjahren? alt\\b', 'years old'],
  [`\\bmit zwei (?=${FRIENDS})`, 'with two '],
  [`\\bmit drei (?=${FRIENDS})`, 'with 3'],
  [`\\bmit vier (?=${FRIENDS})`, 'with four'],
  [`\\b${FRIENDS}\\b`, 'friends'],
  ['\\bwir\\b', 'we'],
  ['\\b(?<=and )ich\\b', 'i'],
  ['\\bzu zweit\\b', '2 people'],
  ['\\bzu dritt\\b', '3 people'],
  ['\\bzu viert\\b', '4 people'],
  [`\\bein${COUNTED}`, 'one'],
  [`\\beine${COUNTED}`, ' one'],
  [`\\beine[mnr]${COUNTED}`, '  one'],
  [`\\bzwei${COUNTED}`, ' two'],
  [`\\bdrei${COUNTED}`, '   3'],
  [`\\bvier${COUNTED}`, 'four'],
  [`\\bfunf${COUNTED}`, 'five'],
]
const rules = words.map(([german, english]) => [new RegExp(german, 'g'), english] as const)

/** The same in English, of the same length; written for lower case without accents. */
export const inEnglish = (text: string): string =>
  rules.reduce(
    (left, [german, english]) => left.replaceAll(german, (said) => english.padEnd(said.length)),
    text,
  )
