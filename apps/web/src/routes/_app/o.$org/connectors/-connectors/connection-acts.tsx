import { Button } from '@hub/ui/button'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useCan, useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WholeConnection } from './connectors-types.ts'
import { useReadNow } from './use-read-now.ts'

interface ConnectionActsProps {
  connection: WholeConnection
  onAsk: (what: 'again' | 'end') => void
}

/** What can be done about a connection, in the foot of its drawer. */
export function ConnectionActs({ connection, onAsk }: ConnectionActsProps) {
  const canManage = useCan('connectors.connection.manage')
  const canSync = useCan('connectors.sync.write')
  const isBroken = connection.state === 'broken'
  if (!canManage && (!canSync || isBroken)) return null
  return (
    <>
      {canManage && (
        <Button variant="ghost" className="-ml-[13px]" onClick={() => onAsk('end')}>
          End connection
        </Button>
      )}
      <div className="ml-auto flex gap-2">
        {isBroken && canManage && (
          <Button variant="primary" onClick={() => onAsk('again')}>
            Connect again
          </Button>
        )}
        {!isBroken && canSync && <SyncActs connection={connection} />}
      </div>
    </>
  )
}

function SyncActs({ connection }: { connection: WholeConnection }) {
  const readNow = useReadNow(connection)
  const turn = useTurn(connection)
  if (connection.state === 'paused')
    return (
      <Button variant="primary" pending={turn.isPending} onClick={() => turn.mutate('resume')}>
        Go on
      </Button>
    )
  return (
    <>
      <Button pending={turn.isPending} onClick={() => turn.mutate('pause')}>
        Pause
      </Button>
      <Button
        variant="primary"
        pending={readNow.isPending}
        pendingLabel="Reading"
        onClick={() => readNow.start()}
      >
        Read now
      </Button>
    </>
  )
}

/** Pauses a connection, or lets it go on. */
function useTurn({ id, title, version }: WholeConnection) {
  const { client, trpc, queryClient } = useHub()
  const { connections } = client.connectors
  return useMutation({
    mutationFn: (how: 'pause' | 'resume') =>
      connections[how].mutate({ id, version, idempotencyKey: newKey() }),
    onSuccess: async (_, how) => {
      showToast(how === 'pause' ? `Paused ${title}.` : `${title} goes on.`)
      await queryClient.invalidateQueries(trpc.connectors.pathFilter())
    },
    onError: (error) => {
      showErrorToast(toFailure(error).message)
      void queryClient.invalidateQueries(trpc.connectors.pathFilter())
    },
  })
}
