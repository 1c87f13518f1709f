/* Words of German notes that tell when, for dates that are read in English: each becomes one that is no longer, so that places stay. */

const MONTHS = 'januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember'
const english = 'january february march april may june july august september october november december'.split(
  ' ',
)

/** "10. Dezember" is no end of a sentence and a date. */
const date = new RegExp(`\\b(\\d{1,2})\\. (${MONTHS})\\b`, 'giu')
const days: readonly [RegExp, string][] = [
  [/\bmontag\b/gi, 'monday'],
  [/\bdienstag\b/gi, 'tuesday'],
  [/\bmittwoch\b/gi, 'wed'],
  [/\bdonnerstag\b/gi, 'thursday'],
  [/\bfreitag\b/gi, 'friday'],
  [/\b(?:samstag|sonnabend)\b/gi, 'sat'],
  [/\bsonntag\b/gi, 'sunday'],
  [/\bbis (?:zum |spätestens )?(?=\d|(?:mon|tues|wed|thurs|fri|sat|sun))/giu, 'by'],
]

const inEnglish = (name: string): string =>
  (english[MONTHS.split('|').indexOf(name.toLowerCase())] ?? name).slice(0, 3)

/** The same in English where it tells a day, of the same length. */
export const withEnglishDays = (text: string): string =>
  days.reduce(
    (left, [german, word]) => left.replaceAll(german, (said) => word.padEnd(said.length)),
    text.replaceAll(date, (said: string, day: string, month: string) =>
      `${day} ${inEnglish(month)}`.padEnd(said.length),
    ),
  )
