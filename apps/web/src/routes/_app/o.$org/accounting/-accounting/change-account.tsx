import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import { accountLabel } from './use-ledger-accounts.ts'
import type { LedgerAccount } from './use-ledger-accounts.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/accounting/accounts')).CreateLedgerAccount.pick({
    code: true,
    name: true,
  })

export interface ChangeAccountProps {
  account: LedgerAccount
  onClose: () => void
}

/** Changes how an account is called. */
export function ChangeAccount({ account, onClose }: ChangeAccountProps) {
  const { trpc, queryClient } = useHub()
  const [idempotencyKey] = useState(newKey)
  const update = useMutation(trpc.modules.accounting.accounts.update.mutationOptions())
  const form = useSchemaForm(loadSchema, { code: account.code, name: account.name })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (fields) => {
    try {
      const { id, version } = account
      await update.mutateAsync({ id, version, ...fields, idempotencyKey })
      void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
      showToast('The account is renamed.')
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title={`Rename ${accountLabel(account)}`}
      description="Also in reports of days gone by."
      submitLabel="Rename"
      pendingLabel="Renaming"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field label="Code" error={errors.code?.message}>
        <Input {...form.register('code')} autoComplete="off" />
      </Field>
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} autoComplete="off" autoFocus />
      </Field>
    </FormDialog>
  )
}
