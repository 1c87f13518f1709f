/* Days and people as German says them, for rules that are written for English: each word becomes one that is no longer, so that places stay. */

const DAY = '(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)'
const NEAR = '(?:diese|nachste|kommende|folgende)[nsmr]?'
/** "Mai" is a month behind a date or these; alone it may be half a town. */
const OF_MONTH = '(?<=\\d\\.? ?|\\b(?:im|in|anfang|mitte|ende) )'
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'

const words: readonly [german: string, english: string][] = [
  [`\\bvo[mn] (?=\\d|${DAY}|${NEAR})`, ''],
  [`\\bam wochenende\\b`, 'this weekend'],
  [`\\bam (?=\\d|${DAY}|${NEAR})`, 'on'],
  ['\\bbis(?: zum| einschliesslich)?\\b', 'to'],
  ['\\bubernachste[ns]? wochenende\\b', 'weekend after next'],
  ['\\bubernachste woche\\b', 'week after next'],
  ['\\bwochenende\\b', 'weekend'],
  ['\\bwoche\\b', 'week'],
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
  ['\\b(?:uber |an |zu )?weihnachten\\b', 'christmas'],
  ['\\b(?:uber |an |zu )?silvester\\b', 'new year'],
  ['\\b(?:uber |an |zu )?ostern\\b', 'easter'],
  ['\\b(?:uber |an |zu )?pfingsten\\b', 'whitsun'],
  ['\\bfur (?=\\d)', 'for'],
  ['\\bnachten?\\b', 'nights'],
  ['\\btagen?\\b', 'days'],
  ['\\bpersonen\\b', 'people'],
  ['\\berwachsenen?\\b', 'adults'],
  ['\\bzu zweit\\b', '2 people'],
  ['\\bzu dritt\\b', '3 people'],
  ['\\bzu viert\\b', '4 people'],
  ['\\bzwei(?= (?:people|adults|nights|days))', ' two'],
  ['\\bdrei(?= (?:people|adults|nights|days))', '   3'],
  ['\\bvier(?= (?:people|adults|nights|days))', 'four'],
]
const rules = words.map(([german, english]) => [new RegExp(german, 'g'), english] as const)

/** The same in English, of the same length; written for lower case without accents. */
export const inEnglish = (text: string): string =>
  rules.reduce(
    (left, [german, english]) => left.replaceAll(german, (said) => english.padEnd(said.length)),
    text,
  )
