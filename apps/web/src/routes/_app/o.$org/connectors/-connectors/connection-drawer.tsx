import { Drawer } from '@hub/ui/drawer'
import { Note } from '@hub/ui/note'
import { Skeleton } from '@hub/ui/skeleton'
import { Suspense, useState } from 'react'
import { useCan } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import { ConnectionActs } from './connection-acts.tsx'
import { ConnectionState } from './connection-list.tsx'
import { serviceNames } from './connection-words.ts'
import type { WholeConnection } from './connectors-types.ts'
import { ServiceMark } from './service-mark.tsx'
import { StreamRow } from './stream-row.tsx'
import { useConnection } from './use-connection.ts'

const ConnectDialog = lazyPart(async () => (await import('./connect-dialog.tsx')).ConnectDialog)
const EndDialog = lazyPart(async () => (await import('./end-dialog.tsx')).EndDialog)

interface ConnectionDrawerProps {
  id: string | undefined
  onOpen: (id: string) => void
  onClose: () => void
}

/** One connection: how well it works, how far each of its streams is, and what can be done about it. */
export function ConnectionDrawer({ id, onOpen, onClose }: ConnectionDrawerProps) {
  const [asking, setAsking] = useState<'again' | 'end' | null>(null)
  const query = useConnection(id)
  const connection = query.data
  const close = () => setAsking(null)
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={connection?.title ?? 'Connection'}
      footer={connection && <ConnectionActs connection={connection} onAsk={setAsking} />}
    >
      {id !== undefined && (
        <Loaded
          query={query}
          failed="The connection could not be loaded"
          skeleton={<Skeleton className="h-60" />}
        >
          {(whole) => <About connection={whole} />}
        </Loaded>
      )}
      <Suspense>
        {connection && asking === 'again' && (
          <ConnectDialog
            provider={connection.provider}
            account={connection.account}
            withPersonal={connection.withPersonal}
            onConnected={(made) => {
              close()
              onOpen(made)
            }}
            onClose={close}
          />
        )}
        {connection && asking === 'end' && (
          <EndDialog
            connection={connection}
            onClose={close}
            onEnded={() => {
              close()
              onClose()
            }}
          />
        )}
      </Suspense>
    </Drawer>
  )
}

const tones = { ok: 'info', paused: 'info', attention: 'warning', broken: 'danger' } as const

function About({ connection }: { connection: WholeConnection }) {
  const canManage = useCan('connectors.connection.manage')
  const { provider, account, state, reason, withPersonal, streams } = connection
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-start gap-3">
        <ServiceMark provider={provider} />
        <div className="min-w-0 flex-1">
          <p className="font-medium">{serviceNames[provider]}</p>
          {provider === 'shopify' && <p className="text-13 wrap-anywhere text-text-2">{account}</p>}
          <p className="mt-1.5">
            <ConnectionState {...connection} />
          </p>
        </div>
      </div>
      {reason !== '' && <Note tone={tones[state]}>{reason}</Note>}
      {state === 'paused' && <p className="text-13 text-text-2">Nothing is read from it until it goes on.</p>}
      {state === 'broken' && !canManage && (
        <p className="text-13 text-text-2">
          An owner of the organization, or somebody who manages Connectors, can connect it again.
        </p>
      )}
      <section>
        <h3 className="text-13 font-semibold">What it reads</h3>
        {!withPersonal && (
          <p className="mt-1 text-13 text-text-2">
            Customers without names and addresses. To have them, connect it once more and tick them.
          </p>
        )}
        <ul className="divide-y divide-line">
          {streams.map((stream) => (
            <StreamRow key={stream.id} stream={stream} />
          ))}
        </ul>
      </section>
    </div>
  )
}
