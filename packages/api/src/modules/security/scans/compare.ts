import type { Check, PartResult } from '../checks/check.ts'
import type { ScanChange } from './schema.ts'

type Changes = Pick<ScanChange, 'opened' | 'closed' | 'moved' | 'unknown'>

const shown = ({ key, part, title, severity }: Check) => ({ key, part, title, severity })

const byKey = (parts: readonly PartResult[]): Map<string, Check> =>
  new Map(parts.flatMap(({ checks }) => checks).map((check) => [check.key, check]))

/**
 * Whether a scan shows that a matter is gone: its check passed, or it is of a kind that is only there while it is found, such as
 * a library, and its part was looked at without a gap.
 */
export function isGone(key: string, parts: readonly PartResult[]): boolean {
  const part = parts.find(({ checks }) => checks.some((one) => one.key === key))
  const check = part?.checks.find((one) => one.key === key)
  if (check) return check.state === 'passed'
  const home = parts.find((one) => key.startsWith(`${one.part}.`))
  return home !== undefined && home.score !== null && home.checks.every(({ state }) => state !== 'unknown')
}

/** What is otherwise in one scan than in another of the same site. */
export function compareParts(before: readonly PartResult[], after: readonly PartResult[]): Changes {
  const [then, now] = [byKey(before), byKey(after)]
  const changes: Changes = { opened: [], closed: [], moved: [], unknown: [] }
  for (const check of now.values()) {
    const was = then.get(check.key)
    if (check.state !== 'failed') continue
    if (was?.state !== 'failed') changes.opened.push(shown(check))
    else if (was.result !== check.result)
      changes.moved.push({ ...shown(check), from: was.result, to: check.result })
  }
  for (const check of then.values()) {
    if (check.state !== 'failed' || now.get(check.key)?.state === 'failed') continue
    if (isGone(check.key, after)) changes.closed.push(shown(check))
    else changes.unknown.push(shown(check))
  }
  return changes
}
