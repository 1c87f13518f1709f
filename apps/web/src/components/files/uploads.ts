import type { FileOnItsWay } from '@hub/ui/file-drop'
import { useRef, useState } from 'react'
import { useHub, useOrganization } from '../../account.ts'
import { toFailure } from '../../failure.ts'
import { newKey } from '../../idempotency.ts'
import { sendBytes } from '../../send-bytes.ts'

/** The record that files belong to. */
export interface FilePlace {
  entity: string
  entityId: string
}

interface Upload {
  file: File
  idempotencyKey: string
  stop: AbortController
}

export interface Uploads {
  onTheirWay: readonly FileOnItsWay[]
  add: (files: readonly File[]) => void
  /** Stops one that is sent, or takes one away that failed. */
  remove: (id: string) => void
  retry: (id: string) => void
}

/** Files that are being attached to a record; what has arrived is no longer among them. */
export function useUploads(place: FilePlace): Uploads {
  const hub = useHub()
  const { slug } = useOrganization()
  const uploads = useRef(new Map<string, Upload>())
  const [onTheirWay, set] = useState<readonly FileOnItsWay[]>([])
  const change = (id: string, to: Partial<FileOnItsWay>) =>
    set((before) => before.map((one) => (one.id === id ? { ...one, ...to } : one)))
  const drop = (id: string) => {
    uploads.current.delete(id)
    set((before) => before.filter((one) => one.id !== id))
  }
  const run = async (id: string, { file, idempotencyKey, stop }: Upload) => {
    try {
      await sendBytes({
        method: 'POST',
        path: `/files?${new URLSearchParams({ ...place, name: file.name }).toString()}`,
        bytes: file,
        headers: { 'x-hub-org': slug },
        idempotencyKey,
        onProgress: (progress) => change(id, { progress }),
        signal: stop.signal,
      })
      await hub.queryClient.invalidateQueries(hub.trpc.files.list.pathFilter())
      drop(id)
    } catch (error) {
      change(id, { state: 'failed', failure: toFailure(error).message })
    }
  }
  return {
    onTheirWay,
    add(files) {
      for (const file of files) {
        const id = newKey()
        const { name, size } = file
        set((before) => [...before, { id, name, size, state: 'sending', progress: 0 }])
        const upload = { file, idempotencyKey: newKey(), stop: new AbortController() }
        uploads.current.set(id, upload)
        void run(id, upload)
      }
    },
    remove(id) {
      uploads.current.get(id)?.stop.abort()
      drop(id)
    },
    retry(id) {
      const upload = uploads.current.get(id)
      if (!upload) return
      change(id, { state: 'sending', progress: 0 })
      void run(id, upload)
    },
  }
}
