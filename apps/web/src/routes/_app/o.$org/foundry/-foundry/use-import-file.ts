import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { useJobUntilOver } from '../../../../../components/job-until-over.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { sendBytes } from '../../../../../send-bytes.ts'
import type { Hub } from '../../../../../trpc.ts'
import type { Preview, WholeDataset } from './foundry-types.ts'
import { useMadeDataset } from './use-made-dataset.ts'

type NewType = Omit<
  Parameters<Hub['client']['modules']['foundry']['types']['create']['mutate']>[0],
  'datasetId' | 'idempotencyKey'
>

/** A file that was sent and looked into. */
interface Sent {
  datasetId: string
  fileId: string
  fileName: string
  preview: Preview
}

/** "orders_2026-11.csv" as "Orders 2026-11". */
export function titleOfFile(name: string): string {
  const bare = name
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .slice(0, 80)
  return bare === '' ? 'New data' : bare.charAt(0).toUpperCase() + bare.slice(1)
}

/** How a load stands, until it is over. */
function useLoad(datasetId: string | undefined, started: { jobId: string; loadId: string } | null) {
  const { trpc } = useHub()
  const { job, isOver } = useJobUntilOver(started?.jobId ?? null)
  const dataset = useQuery(
    trpc.modules.foundry.datasets.get.queryOptions(
      { id: datasetId ?? '' },
      { enabled: isOver, staleTime: 0 },
    ),
  )
  const load = isOver ? dataset.data?.history.find(({ id }) => id === started?.loadId) : undefined
  return { job, load }
}

/** Does one thing at a time, and keeps what went wrong with the last. */
function useRun() {
  const [failure, setFailure] = useState<string | undefined>()
  const [isPending, setPending] = useState(false)
  const run = async (act: () => Promise<void>) => {
    setPending(true)
    setFailure(undefined)
    try {
      await act()
    } catch (error) {
      setFailure(toFailure(error).message)
    }
    setPending(false)
  }
  return { failure, isPending, run }
}

/** Sends a file to a dataset, which is made for it where there is none, looks into it, and has it read in. */
export function useImportFile(dataset: WholeDataset | null) {
  const { client, trpc, queryClient } = useHub()
  const { slug } = useOrganization()
  const [sent, setSent] = useState<Sent | null>(null)
  const [started, setStarted] = useState<{ jobId: string; loadId: string } | null>(null)
  const { failure, isPending, run } = useRun()
  const { make, leave, bringIn } = useMadeDataset()
  const { datasets, types } = client.modules.foundry
  const send = (file: File) =>
    run(async () => {
      const datasetId = dataset?.id ?? (await make(titleOfFile(file.name)))
      const place = { entity: 'foundry_dataset', entityId: datasetId, name: file.name }
      const answer = await sendBytes({
        method: 'POST',
        path: `/files?${new URLSearchParams(place).toString()}`,
        bytes: file,
        headers: { 'x-hub-org': slug },
        idempotencyKey: newKey(),
        onProgress: () => undefined,
      })
      const { id: fileId } = (await answer.json()) as { id: string }
      const preview = await datasets.preview.query({ id: datasetId, fileId })
      setSent({ datasetId, fileId, fileName: file.name, preview })
    })
  const start = ({ type, keyFields, isWhole }: { type?: NewType; keyFields?: string[]; isWhole?: boolean }) =>
    run(async () => {
      if (!sent) return
      const { datasetId, fileId } = sent
      await bringIn(async () => {
        if (type) await types.create.mutate({ ...type, datasetId, idempotencyKey: newKey() })
        const load = { id: datasetId, fileId, ...(keyFields && { keyFields }), ...(isWhole && { isWhole }) }
        setStarted(await datasets.load.mutate({ ...load, idempotencyKey: newKey() }))
      })
      void queryClient.invalidateQueries(trpc.modules.foundry.pathFilter())
    })
  const { job, load } = useLoad(sent?.datasetId, started)
  return { sent, started, job, load, failure, isPending, send, start, leave }
}
