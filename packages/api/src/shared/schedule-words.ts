const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const weekdayOf = (index: number): string => weekdays[index % 7] ?? ''
const months = 'January February March April May June July August September October November December'.split(
  ' ',
)
const nths = ['first', 'second', 'third', 'fourth', 'fifth']

const two = (text: string) => text.padStart(2, '0')
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

/** "1,15" as its numbers; null for what is none of these. */
function numbersIn(field: string, from: number, to: number): number[] | null {
  if (!/^\d{1,2}(?:,\d{1,2})*$/.test(field)) return null
  const all = field.split(',').map(Number)
  return all.every((one) => one >= from && one <= to) ? all : null
}

/** "March, June and September" */
function monthWords(field: string): string | null {
  if (field === '*') return 'each month'
  const step = Number(/^\*\/(\d)$/.exec(field)?.[1] ?? 0)
  const all =
    step > 0 ? months.flatMap((_, at) => (at % step === 0 ? [at + 1] : [])) : numbersIn(field, 1, 12)
  return all && listed(all.map((one) => months[one - 1] ?? ''))
}

const namedDays: ReadonlyMap<string, string> = new Map([
  ['L', 'the last day'],
  ['LW', 'the last working day'],
  ['1W', 'the first working day'],
])

function monthDayWords(field: string): string | null {
  const days = numbersIn(field, 1, 31)
  if (days === null) return namedDays.get(field) ?? null
  return `${days.length === 1 ? 'day' : 'days'} ${listed(days.map(String))}`
}

/** "The last Friday": one weekday of a month. */
function nthWeekdayWords(field: string): string | null {
  const [, index, nth] = /^([0-7])#([1-5L])$/.exec(field) ?? []
  return index === undefined ? null : `the ${nths[Number(nth) - 1] ?? 'last'} ${weekdayOf(Number(index))}`
}

function weekdayWords(field: string): string | null {
  if (field === '1-5') return 'on weekdays'
  const days = numbersIn(field, 0, 7)
  return days && `on ${listed(days.map((day) => `${weekdayOf(day)}s`))}`
}

function inMonthWords(monthDay: string, weekday: string): string | null {
  if (weekday === '*') return monthDayWords(monthDay)
  return monthDay === '*' ? nthWeekdayWords(weekday) : null
}

/** Which days, as a sentence goes on with them: "on Mondays". An empty text is every day. */
function dayWords(fields: readonly string[]): string | null {
  const [monthDay = '', month = '', weekday = ''] = fields
  if (fields.join(' ') === '* * *') return ''
  const days = inMonthWords(monthDay, weekday)
  const of = monthWords(month)
  if (days !== null && of !== null) return `on ${days} of ${of}`
  return monthDay === '*' && month === '*' ? weekdayWords(weekday) : null
}

/** "Every hour from 09:00 to 17:00", "every 2 hours". */
function hoursWords(hour: string, minute: string): string | null {
  const [, from, to = '', step] = /^(?:\*|(\d{1,2})-(\d{1,2}))(?:\/(\d{1,2}))?$/.exec(hour) ?? []
  if (from === undefined && step === undefined) return null
  const every = step === undefined ? 'Every hour' : `Every ${step} hours`
  if (from !== undefined) return `${every} from ${two(from)}:${two(minute)} to ${two(to)}:${two(minute)}`
  return minute === '0' ? every : `${every} at minute ${two(minute)}`
}

/** What comes several times a day. */
function intervalWords(minute: string, hour: string): string | null {
  const minutes = /^\*\/(\d{1,2})$/.exec(minute)?.[1]
  if (minutes !== undefined) return hour === '*' ? `Every ${minutes} minutes` : null
  if (numbersIn(minute, 0, 59)?.length !== 1) return null
  return hour === '*' ? `Every hour at minute ${two(minute)}` : hoursWords(hour, minute)
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function wordsOf([minute = '', hour = '', ...days]: readonly string[]): string | null {
  const on = dayWords(days)
  if (on === null) return null
  const hours = numbersIn(hour, 0, 23)
  if (hours && numbersIn(minute, 0, 59)?.length === 1) {
    const at = `at ${listed(hours.map((one) => `${two(String(one))}:${two(minute)}`))}`
    // "Mondays at 08:00" is as clear as with its "on".
    return `${on === '' ? 'Every day' : capital(on.replace(/^on (?=weekdays|[A-Z])/, ''))} ${at}`
  }
  const often = intervalWords(minute, hour)
  return often && (on === '' ? often : `${often}, ${on}`)
}

const short = (names: readonly string[]) => names.map((name) => name.slice(0, 3).toUpperCase())
const [shortMonths, shortWeekdays] = [short(months), short(weekdays)]

const asNumber = (names: readonly string[], first: number) => (word: string) => {
  const at = names.indexOf(word.toUpperCase())
  return at === -1 ? word : String(at + first)
}

/** Names as numbers, and "any" as a star: "0 8 ? * MON-FRI" says what "0 8 * * 1-5" does. */
function plainFields(cron: string): string[] {
  const [minute = '', hour = '', monthDay = '', month = '', weekday = '', ...more] = cron.trim().split(/\s+/)
  return [
    minute,
    hour,
    monthDay.replace(/^\?$/, '*'),
    month.replaceAll(/[a-z]{3}/gi, asNumber(shortMonths, 1)),
    weekday.replace(/^\?$/, '*').replaceAll(/[a-z]{3}/gi, asNumber(shortWeekdays, 0)),
    ...more,
  ]
}

/** "New York" of America/New_York. */
const cityOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')

/**
 * When a schedule of five fields comes: "Mondays at 08:00", "Mondays at 08:00 in New York" where it names a zone of its own. One that
 * has no short words is told by its fields.
 */
export function scheduleWords(cron: string, timeZone?: string): string {
  const words = wordsOf(plainFields(cron)) ?? `On a schedule (${cron})`
  return timeZone === undefined ? words : `${words} in ${cityOf(timeZone)}`
}
