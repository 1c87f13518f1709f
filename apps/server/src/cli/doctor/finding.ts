export type Status = 'ok' | 'warning' | 'failure'

/** What one look at a part of the hub found. */
export interface Finding {
  /** The part, such as `disk`. */
  name: string
  status: Status
  /** In a few words, without secrets. */
  found: string
  /** What to do about it, in one sentence; null when there is nothing to do. */
  next: string | null
}

export const ok = (name: string, found: string): Finding => ({ name, status: 'ok', found, next: null })

export const warning = (name: string, found: string, next: string): Finding => ({
  name,
  status: 'warning',
  found,
  next,
})

export const failure = (name: string, found: string, next: string): Finding => ({
  name,
  status: 'failure',
  found,
  next,
})

/** What helps against damage, and nothing else does. */
export const RESTORE = 'Stop the hub, and restore the newest backup that was checked (docs/backup.md).'

/** Without what an error of a library may hold beyond its first line. */
export const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message || error.name : String(error)
  return text.split('\n', 1)[0] ?? text
}

const SEVERITY = ['ok', 'warning', 'failure'] as const satisfies readonly Status[]

/** The worst of them: the exit code of the command is its place, 0, 1 or 2. */
export const worstOf = (findings: readonly Finding[]): { status: Status; code: number } => {
  const code = Math.max(0, ...findings.map(({ status }) => SEVERITY.indexOf(status)))
  return { status: SEVERITY[code] ?? 'failure', code }
}
