import { showErrorToast, showToast } from '@hub/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { useHub, useOrganization } from '../account.ts'
import { useFileExport } from '../components/file-export.ts'
import { newKey } from '../idempotency.ts'
import { usePoll } from '../live.ts'
import { useTRPC } from '../trpc.ts'
import { unwatchJob } from './watched-jobs.ts'

const LOOK_MS = 1_000

/** Follows the jobs that were asked for in this tab, and says what became of each. */
export const JobWatch = ({ name, ids }: { name: string; ids: readonly string[] }) =>
  ids.map((id) => <Watched key={id} name={name} id={id} />)

function Watched({ name, id }: { name: string; id: string }) {
  const { client, queryClient, trpc } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const open = useFileExport(() => client.jobs.file.mutate({ id, idempotencyKey: newKey() }))
  const { data, isError } = useQuery(
    useTRPC().jobs.get.queryOptions(
      { id },
      { refetchInterval: usePoll(LOOK_MS), refetchIntervalInBackground: true },
    ),
  )
  const see = () => void navigate({ to: '/o/$org/jobs/$job', params: { org: slug, job: id } })
  const tell = useEffectEvent(() => {
    if (data?.status === 'done')
      showToast(`${data.title} finished.`, {
        action: data.hasFile
          ? { label: 'Open file', onClick: () => open.mutate() }
          : { label: 'See the job', onClick: see },
      })
    if (data?.status === 'dead')
      showErrorToast(`${data.title} failed.`, { action: { label: 'See why', onClick: see } })
  })
  const isOver = isError || (data && data.status !== 'queued' && data.status !== 'running')
  useEffect(() => {
    if (isOver !== true) return
    tell()
    unwatchJob(name, id)
    void queryClient.invalidateQueries(trpc.jobs.list.pathFilter())
  }, [isOver, name, id, queryClient, trpc])
  return null
}
