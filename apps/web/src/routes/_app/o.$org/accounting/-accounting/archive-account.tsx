import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { ChangeAccountProps } from './change-account.tsx'
import { accountLabel } from './use-ledger-accounts.ts'

/** Asks once more: an archived account takes nothing new. */
export function ArchiveAccount({ account, onClose }: ChangeAccountProps) {
  const { trpc, queryClient } = useHub()
  const [idempotencyKey] = useState(newKey)
  const archive = useMutation(
    trpc.modules.accounting.accounts.archive.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
        showToast(`${accountLabel(account)} is archived.`)
        onClose()
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Archive ${accountLabel(account)}?`}
      consequence="Nothing more can be posted on it. What was posted stays in the books and in every report."
      confirmLabel="Archive"
      pendingLabel="Archiving"
      danger
      pending={archive.isPending}
      onConfirm={() => archive.mutate({ id: account.id, version: account.version, idempotencyKey })}
    />
  )
}
