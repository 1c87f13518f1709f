import type { DoctorReport } from './doctor.ts'

const counted = (count: number, one: string): string[] =>
  count === 0 ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`]

/** For people: a line for each part, and below it what to do. */
export function doctorLines({ findings, fixed }: DoctorReport): string {
  const width = Math.max(...findings.map(({ name }) => name.length))
  const parts = findings.flatMap(({ name, status, found, next }) => [
    `${status.padEnd(7)}  ${name.padEnd(width)}  ${found}`,
    ...(next === null ? [] : [`${' '.repeat(width + 11)}→ ${next}`]),
  ])
  const bad = (wanted: string) => findings.filter(({ status }) => status === wanted).length
  const sums = [...counted(bad('failure'), 'failure'), ...counted(bad('warning'), 'warning')]
  return [
    ...fixed.map((what) => `fixed    ${what}`),
    ...parts,
    '',
    sums.length === 0 ? 'All is well.' : `${sums.join(', ')}.`,
  ].join('\n')
}
