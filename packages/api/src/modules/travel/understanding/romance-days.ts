/* Days and people as French and Italian say them, for rules that are written for English: each word becomes one that is no longer. */

/** Behind a date or "in" alone: elsewhere "mars" and "aprile" may be names. */
const OF_MONTH = '(?<=\\d(?:er|°)? ?|\\b(?:en|in|a|debut|inizio|fin|fine) )'
const COUNTED = '(?= (?:people|adults|kids|night|days|sem|sett))'

const words: readonly [romance: string, english: string][] = [
  [`\\b(?:du|dal|dall') ?(?=\\d)`, ''],
  [`\\b(?:le|il|l') ?(?=\\d)`, 'on'],
  [`(?<=\\d[\\p{L} ]{0,12})\\b(?:au|al|all') ?(?=\\d)`, 'to'],
  ['(?<=\\b1)er\\b', ''],
  [`${OF_MONTH}(?:janvier|gennaio)\\b`, 'jan'],
  [`${OF_MONTH}(?:fevrier|febbraio)\\b`, 'feb'],
  [`${OF_MONTH}(?:mars|marzo)\\b`, 'mar'],
  [`${OF_MONTH}(?:avril|aprile)\\b`, 'apr'],
  [`${OF_MONTH}(?:mai|maggio)\\b`, 'may'],
  [`${OF_MONTH}(?:juin|giugno)\\b`, 'june'],
  [`${OF_MONTH}(?:juillet|luglio)\\b`, 'july'],
  [`${OF_MONTH}(?:aout|agosto)\\b`, 'aug'],
  [`${OF_MONTH}(?:septembre|settembre)\\b`, 'sep'],
  [`${OF_MONTH}(?:octobre|ottobre)\\b`, 'oct'],
  [`${OF_MONTH}novembre\\b`, 'nov'],
  [`${OF_MONTH}(?:decembre|dicembre)\\b`, 'dec'],
  ['\\b(?:retour|ritorno) (?=on|\\d)', 'back '],
  ['\\bpersonn?[ei]s?\\b', 'people'],
  ['\\badult[ei]s?\\b(?<!adults)', 'adults'],
  ['\\b(?:enfants|bambini|figli)\\b', 'kids'],
  ['\\b(?:nuits|notti|notte)\\b', 'night'],
  ['\\b(?:jours|giorni)\\b', 'days'],
  [`\\bdeux${COUNTED}`, '   2'],
  [`\\bdue${COUNTED}`, '  2'],
  [`\\btrois${COUNTED}`, '    3'],
  [`\\btre${COUNTED}`, '  3'],
  [`\\bquatre${COUNTED}`, '     4'],
  [`\\bquattro${COUNTED}`, '      4'],
  [`\\bcinq${COUNTED}`, '   5'],
  [`\\bcinque${COUNTED}`, '     5'],
  ['\\b(?:pour|per) (?=\\d)', 'for'],
  ['\\b(?:moins de|meno di|sotto) (?=\\d)', 'under'],
]
const rules = words.map(([romance, english]) => [new RegExp(romance, 'gu'), english] as const)

/** The same in English, of the same length; written for lower case without accents. */
export const fromRomance = (text: string): string =>
  rules.reduce(
    (left, [romance, english]) => left.replaceAll(romance, (said) => english.padEnd(said.length)),
    text,
  )
