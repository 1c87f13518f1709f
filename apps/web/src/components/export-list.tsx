import { Button } from '@hub/ui/button'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem } from '@hub/ui/menu'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useCan, useHub, useOrganization, useOwnName } from '../account.ts'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import { watchJob } from '../shell/watched-jobs.ts'
import { useFileExport } from './file-export.ts'
import type { Prepared } from './file-export.ts'

/** Has the sheet made as a job, and says so. */
function useBackgroundExport({ list, filters }: Pick<ExportListProps, 'list' | 'filters'>) {
  const { client } = useHub()
  const { slug } = useOrganization()
  const name = useOwnName()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => client.jobs.startExport.mutate({ list, filters: filters(), idempotencyKey: newKey() }),
    onSuccess({ id, isNew }) {
      watchJob(name, id)
      const see = () => void navigate({ to: '/o/$org/jobs/$job', params: { org: slug, job: id } })
      showToast(isNew ? 'The export is being made.' : 'This export is being made already.', {
        action: { label: 'See the job', onClick: see },
      })
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}

export interface ExportListProps {
  /** As jobs call it, such as "tasks". */
  list: string
  /** What the page's filters let through, whatever of it is on screen. */
  filters: () => Record<string, unknown>
  /** Asks for all of it at once. */
  prepare: () => Prepared
  /** Asks for what is on the page as it stands there, where a table lets choose its columns; `prepare` is for all of them then. */
  prepareShown?: () => Prepared
  /** An icon alone, in a row of others. */
  icon?: boolean
}

/** Saves the list of the page as a sheet, whole: at once, or as a job where it is long. */
export function ExportList({ list, filters, prepare, prepareShown, icon = false }: ExportListProps) {
  const make = useFileExport(prepare)
  const makeShown = useFileExport(prepareShown ?? prepare)
  const start = useBackgroundExport({ list, filters })
  const canSeeJobs = useCan('job.read')
  const isPending = make.isPending || makeShown.isPending || start.isPending
  return (
    <Menu
      align="end"
      trigger={
        icon ? (
          <IconButton label="Export" aria-busy={isPending}>
            <Download />
          </IconButton>
        ) : (
          <Button pending={isPending} pendingLabel="Preparing">
            <Download aria-hidden="true" />
            Export
          </Button>
        )
      }
    >
      {prepareShown && <MenuItem onClick={() => makeShown.mutate()}>Export the columns shown</MenuItem>}
      <MenuItem onClick={() => make.mutate()}>{prepareShown ? 'Export all columns' : 'Export CSV'}</MenuItem>
      {canSeeJobs && <MenuItem onClick={() => start.mutate()}>Export in the background</MenuItem>}
    </Menu>
  )
}
