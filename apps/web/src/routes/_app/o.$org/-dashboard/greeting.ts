import { dateFormat } from '@hub/ui/date-format'
const parts = [
  { until: 5, words: 'Good evening' },
  { until: 12, words: 'Good morning' },
  { until: 18, words: 'Good afternoon' },
  { until: 24, words: 'Good evening' },
] as const

/** "Good morning, Maeve", by the clock where the person is. */
export function greeting(name: string, { timeZone, now }: { timeZone: string; now: Date }): string {
  const hour = Number(dateFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now))
  const words = parts.find(({ until }) => hour < until)?.words ?? 'Good day'
  return `${words}, ${name.trim().split(/\s+/)[0] ?? name}`
}

const numbers = [
  'Nothing needs',
  'One thing needs',
  'Two things need',
  'Three things need',
  'Four things need',
  'Five things need',
]

/** "Three things need you today." */
export const needWords = (count: number): string =>
  `${numbers[count] ?? `${count.toLocaleString('en')} things need`} you today.`
