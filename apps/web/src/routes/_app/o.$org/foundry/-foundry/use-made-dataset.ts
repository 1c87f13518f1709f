import { useEffect, useRef } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { newKey } from '../../../../../idempotency.ts'
import { pageHeaders } from '../../../../../page-headers.ts'

/**
 * The dataset that is made for a file before anybody says what it is. It is put away when the file is not brought in after
 * all: by Cancel, by going to another page, or by closing this one.
 */
export function useMadeDataset() {
  const { client, trpc, queryClient } = useHub()
  const { slug } = useOrganization()
  const made = useRef<string | null>(null)
  const hasLeft = useRef(false)
  const { datasets } = client.modules.foundry
  const taken = (): string | null => {
    const id = made.current
    made.current = null
    return id
  }
  const leave = () => {
    const id = taken()
    if (id === null) return
    void datasets.remove
      .mutate({ id, idempotencyKey: newKey() })
      .catch(() => undefined)
      .then(() => queryClient.invalidateQueries(trpc.modules.foundry.datasets.pathFilter()))
  }
  const make = async (title: string): Promise<string> => {
    const id = made.current ?? (await datasets.create.mutate({ title, idempotencyKey: newKey() })).id
    made.current = id
    if (hasLeft.current) leave()
    return id
  }
  /** Whoever leaves while it is being brought in wants it all the same. */
  const bringIn = async (act: () => Promise<void>): Promise<void> => {
    const id = taken()
    try {
      await act()
    } catch (error) {
      made.current = id
      if (hasLeft.current) leave()
      throw error
    }
  }
  const onLeave = useRef(leave)
  onLeave.current = leave
  useEffect(() => {
    hasLeft.current = false
    // A page that closes waits for no batch of calls.
    const onHide = () => {
      const id = taken()
      if (id !== null) removeAtOnce(id, slug)
    }
    addEventListener('pagehide', onHide)
    return () => {
      removeEventListener('pagehide', onHide)
      hasLeft.current = true
      onLeave.current()
    }
  }, [slug])
  return { make, leave, bringIn }
}

function removeAtOnce(id: string, slug: string): void {
  void fetch('/trpc/modules.foundry.datasets.remove', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json', ...pageHeaders(), 'x-hub-org': slug },
    body: JSON.stringify({ id, idempotencyKey: newKey() }),
  }).catch(() => undefined)
}
