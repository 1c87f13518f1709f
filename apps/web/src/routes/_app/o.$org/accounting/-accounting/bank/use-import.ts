import { useRef, useState } from 'react'
import { useHub, useOrganization } from '../../../../../../account.ts'
import { toFailure } from '../../../../../../failure.ts'
import { newKey } from '../../../../../../idempotency.ts'
import { sendBytes } from '../../../../../../send-bytes.ts'
import type { Hub } from '../../../../../../trpc.ts'
import type { ImportAnswer } from './bank-types.ts'

type Sent = Parameters<Hub['client']['modules']['accounting']['bank']['statements']['import']['mutate']>[0]
export type Layout = NonNullable<Sent['layout']>

/** Attaches a file to the bank account and has it read; asked for its columns, it is read once more with them. */
export function useImport(bankAccountId: string) {
  const { client, trpc, queryClient } = useHub()
  const { slug } = useOrganization()
  const [answer, setAnswer] = useState<ImportAnswer | null>(null)
  const [failure, setFailure] = useState<string | undefined>()
  const [isPending, setPending] = useState(false)
  const fileId = useRef('')
  const run = async (act: () => Promise<ImportAnswer>) => {
    setPending(true)
    setFailure(undefined)
    try {
      const next = await act()
      setAnswer(next)
      if (next.outcome === 'imported')
        await queryClient.invalidateQueries(trpc.modules.accounting.bank.pathFilter())
    } catch (error) {
      setFailure(toFailure(error).message)
    }
    setPending(false)
  }
  const read = (layout?: Layout) =>
    client.modules.accounting.bank.statements.import.mutate({
      bankAccountId,
      fileId: fileId.current,
      ...(layout && { layout }),
      idempotencyKey: newKey(),
    })
  return {
    answer,
    failure,
    isPending,
    send: (file: File) =>
      void run(async () => {
        const place = { entity: 'accounting_bank_account', entityId: bankAccountId, name: file.name }
        const sent = await sendBytes({
          method: 'POST',
          path: `/files?${new URLSearchParams(place).toString()}`,
          bytes: file,
          headers: { 'x-hub-org': slug },
          idempotencyKey: newKey(),
          onProgress: () => undefined,
        })
        fileId.current = ((await sent.json()) as { id: string }).id
        return read()
      }),
    say: (layout: Layout) => void run(() => read(layout)),
  }
}
