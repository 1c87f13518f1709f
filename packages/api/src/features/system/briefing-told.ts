import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { counted, linesOf } from '../../platform/catalog/told-list.ts'
import { rowsTold } from './rows-told.ts'
import { Briefing } from './schema.ts'
import type { BriefingLine } from './schema.ts'

/** "One of your tasks is overdue: Pack samples". */
function lineOf(line: BriefingLine): string {
  const rows = rowsTold(line)
  return rows === null ? line.words : `${line.words}: ${rows}`
}

const headOf = (count: number): string =>
  count === 0
    ? 'Nothing needs you today.'
    : `${counted(count, 'thing needs', 'things need')} you today, the most pressing first:`

/** What needs somebody is numbered; what is good to know stands below, and what nobody could look at is never left out. */
export function briefingTold(output: unknown): ToldAnswer {
  const { lines, leftOut, unanswered } = Briefing.parse(output)
  const needs = lines.filter(({ kind }) => kind === 'needs')
  const know = lines.filter(({ kind }) => kind === 'know')
  // As the dashboard counts: three overdue tasks are three things.
  const count = needs.reduce((sum, line) => sum + line.count, 0)
  const head =
    needs.length === 0 && unanswered.length > 0
      ? 'Nothing that I could look at needs you today.'
      : headOf(count)
  return {
    text: linesOf([
      head,
      ...needs.map((line, at) => `${at + 1}. ${lineOf(line)}`),
      ...(know.length > 0 ? ['Good to know:', ...know.map((line) => `- ${lineOf(line)}`)] : []),
      leftOut > 0 && `${counted(leftOut, 'less pressing thing is', 'less pressing things are')} left out.`,
      unanswered.length > 0 &&
        `I could not look at ${unanswered.join(', ')} just now: ask again in a moment.`,
    ]),
  }
}
