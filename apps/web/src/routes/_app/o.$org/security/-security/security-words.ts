import type { Tone } from '@hub/ui/status'
import { dateFormat } from '@hub/ui/date-format'
import { addDays, shortDay, todayIn, weekday } from '../../../../../components/day-words.ts'
import type { ListedSite, Part, Server, Severity } from './security-types.ts'

export const partNames: Record<Part, string> = {
  headers: 'Headers',
  encryption: 'Encryption',
  mail: 'Mail',
  libraries: 'Libraries',
  files: 'Files',
}

export const severities = ['high', 'medium', 'low'] as const satisfies readonly Severity[]

export const severityNames: Record<Severity, string> = { high: 'High', medium: 'Medium', low: 'Low' }

export const serverNames: Record<Server, string> = {
  nginx: 'nginx',
  apache: 'Apache',
  caddy: 'Caddy',
  cloudflare: 'Cloudflare',
  vercel: 'Vercel',
  shopify: 'Shopify',
  wordpress: 'WordPress',
}

export const proofNames: Record<NonNullable<ListedSite['proof']>, string> = {
  dns: 'by the DNS',
  file: 'by a file',
  meta: 'by its page',
}

/** From Monday on, as the hub counts them. */
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

export const weekdayName = (day: number): string => weekdayNames[day - 1] ?? ''

/** Where grades begin, as the HTTP Observatory counts them; those with a plus or a minus lie between. */
export const gradeMarks = [
  { letter: 'A', from: 90 },
  { letter: 'B', from: 70 },
  { letter: 'C', from: 50 },
  { letter: 'D', from: 30 },
] as const

const letters: Readonly<Record<string, { words: string; tone: Tone }>> = {
  A: { words: 'Well protected', tone: 'success' },
  B: { words: 'Good', tone: 'success' },
  C: { words: 'Could be safer', tone: 'warning' },
  D: { words: 'Weak', tone: 'danger' },
  F: { words: 'Open to attacks', tone: 'danger' },
}

const unknown: { words: string; tone: Tone } = { words: 'Could not look', tone: 'neutral' }

/** What a grade means, and its color; nobody knows without one. */
export const standingOf = (grade: string | null): { words: string; tone: Tone } =>
  letters[grade?.charAt(0) ?? ''] ?? unknown

/** "−7", "0"; the true minus. */
export const pointsWords = (points: number): string => String(points).replace('-', '−')

/** "1 thing", "6 things" */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

export const toMendCount = ({ high, medium, low }: ListedSite['toMend']): number => high + medium + low

/** "82, B" */
export const scoreWords = ({ score, grade }: { score: number | null; grade: string | null }): string =>
  score === null || grade === null ? 'not known' : `${score}, ${grade}`

const dayOf = (instant: string, timeZone: string): string =>
  dateFormat('en-CA', { timeZone }).format(new Date(instant))

const timeOf = (instant: string, timeZone: string): string =>
  dateFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(instant),
  )

/** "today", "yesterday", "on Monday 16 November" */
export function whenDay(instant: string, timeZone: string): string {
  const [day, today] = [dayOf(instant, timeZone), todayIn(timeZone)]
  if (day === today) return 'today'
  return day === addDays(today, -1) ? 'yesterday' : `on ${weekday(day, today)}`
}

/** "today at 08:56" */
export const whenScanned = (instant: string, timeZone: string): string =>
  `${whenDay(instant, timeZone)} at ${timeOf(instant, timeZone)}`

/** "20 Nov", or "Today" */
export function shortWhen(instant: string, timeZone: string): string {
  const [day, today] = [dayOf(instant, timeZone), todayIn(timeZone)]
  return day === today ? 'Today' : shortDay(day, today)
}
