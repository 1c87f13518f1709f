import { Button } from '@hub/ui/button'
import { Menu, MenuItem } from '@hub/ui/menu'
import { Note } from '@hub/ui/note'
import { Progress } from '@hub/ui/progress'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Download, ShieldCheck } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { toFailure } from '../../failure.ts'
import { useFileExport } from '../file-export.ts'
import type { AuditVerdict } from './audit-search.ts'

type Ask = (after: number) => Promise<AuditVerdict>

/** Recomputes the log part by part, with how far it is; leaving the page ends it. */
export function useLogCheck(ask: Ask) {
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => void (isGone.current = true)
  }, [])
  const check = useMutation({
    async mutationFn() {
      for (let after: number | null = 0; after !== null && !isGone.current;) {
        const part: AuditVerdict = await ask(after)
        setVerdict(part)
        after = part.nextAfter
      }
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  const start = () => {
    setVerdict(null)
    check.mutate()
  }
  return { isRunning: check.isPending, verdict, start }
}

export function CheckButton({ check }: { check: ReturnType<typeof useLogCheck> }) {
  return (
    <Button pending={check.isRunning} pendingLabel="Checking" onClick={check.start}>
      <ShieldCheck aria-hidden="true" />
      Check the log
    </Button>
  )
}

/** What the check found so far. */
export function CheckResult({ check: { isRunning, verdict } }: { check: ReturnType<typeof useLogCheck> }) {
  if (isRunning)
    return (
      <div className="mb-3">
        <Progress
          label="Checking that no entry was changed, removed or added"
          value={verdict === null || verdict.end === 0 ? 0 : verdict.through / verdict.end}
        />
      </div>
    )
  if (verdict === null || (verdict.nextAfter !== null && verdict.fault === null)) return null
  return verdict.fault === null ? (
    <Note tone="success" live title="The log is intact." className="mb-3">
      {verdict.through.toLocaleString('en-GB')} entries follow each other as they were written.
    </Note>
  ) : (
    <Note tone="danger" live title={verdict.message} className="mb-3">
      Somebody with direct access to the database changed it. Keep a copy of the database, and compare it with
      a backup.
    </Note>
  )
}

export interface ExportMenuProps {
  prepare: (format: 'csv' | 'jsonl') => Promise<{ path: string }>
}

/** Saves what the filters show. The browser fetches the file itself, however large it is. */
export function ExportMenu({ prepare }: ExportMenuProps) {
  const make = useFileExport(prepare)
  return (
    <Menu
      align="end"
      trigger={
        <Button pending={make.isPending} pendingLabel="Preparing">
          <Download aria-hidden="true" />
          Export
        </Button>
      }
    >
      <MenuItem onClick={() => make.mutate('csv')}>For a spreadsheet (CSV)</MenuItem>
      <MenuItem onClick={() => make.mutate('jsonl')}>For a program (JSON Lines)</MenuItem>
    </Menu>
  )
}
