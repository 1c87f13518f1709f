import type { Line } from '@hub/ui/line-editor'
import { useEffect, useState } from 'react'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { LineProblems } from './entry-lines.ts'

export interface GridProblems {
  fields: Record<string, string>
  lines: LineProblems
  /** Where no single field is to blame. */
  whole?: string | undefined
}

export const noProblems: GridProblems = { fields: {}, lines: {} }

export interface GridSent {
  /** The field of the input that the lines are sent in. */
  list: string
  /** The lines as they were sent, blank ones left out. */
  lines: readonly Line[]
  /** Fields beside the lines that show what is wrong with them. */
  fields: readonly string[]
  /** Columns by the name of the field; a line as a whole is told at its amount. */
  columns: Readonly<Record<string, string>>
}

/** Where each issue of a refusal belongs. */
export function placed(error: unknown, sent: GridSent): GridProblems {
  const failure = toFailure(error)
  const problems: GridProblems = { fields: {}, lines: {} }
  for (const { path, message } of failure.issues) {
    const [head = '', at = '', column = ''] = path.split('.')
    const line = head === sent.list ? sent.lines[Number(at === '' ? -1 : at)] : undefined
    if (line)
      problems.lines[line.id] = { ...problems.lines[line.id], [sent.columns[column] ?? 'debit']: message }
    else if (sent.fields.includes(path)) problems.fields[path] = message
    else problems.whole = message
  }
  if (failure.issues.length === 0) problems.whole = failure.message
  return problems
}

/** Of the form that was just sent, as other forms do by themselves. */
function focusFirstWrong(): void {
  const form = document.activeElement?.closest('form')
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}

/** Sends a form with lines once at a time, under a key that stays until the hub took it. */
export function useGridAct() {
  const [problems, setProblems] = useState(noProblems)
  const [isPending, setPending] = useState(false)
  const [key, setKey] = useState(newKey)
  const [refusals, setRefusals] = useState(0)
  useEffect(() => {
    if (refusals > 0) focusFirstWrong()
  }, [refusals])
  /** Shows what has to be mended before it can be sent, and leads there. */
  const refuse = (found: GridProblems) => {
    setProblems(found)
    setRefusals((before) => before + 1)
  }
  const run = async (sent: GridSent, act: (idempotencyKey: string) => Promise<void>) => {
    setPending(true)
    setProblems(noProblems)
    try {
      await act(key)
    } catch (error) {
      // What was refused may be sent otherwise; without an answer it may have been done already.
      if (toFailure(error).code !== 'NO_ANSWER') setKey(newKey())
      refuse(placed(error, sent))
    }
    setPending(false)
  }
  return { problems, setProblems, refuse, isPending, run }
}
