import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import { types, typeWords } from './type-words.ts'
import { accountLabel } from './use-ledger-accounts.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/accounting/accounts')).CreateLedgerAccount.pick({
    code: true,
    name: true,
    type: true,
  })

/** Adds an account to the chart. */
export function NewAccount({ onClose }: { onClose: () => void }) {
  const { trpc, queryClient } = useHub()
  const [idempotencyKey] = useState(newKey)
  const create = useMutation(trpc.modules.accounting.accounts.create.mutationOptions())
  const form = useSchemaForm(loadSchema, { code: '', name: '', type: 'expense' })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (account) => {
    try {
      const made = await create.mutateAsync({ ...account, idempotencyKey })
      void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
      showToast(`Added ${accountLabel(made)}.`)
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title="Add a ledger account"
      submitLabel="Add account"
      pendingLabel="Adding"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field label="Code" hint="Reports are in the order of codes." error={errors.code?.message}>
        <Input {...form.register('code')} autoComplete="off" autoFocus />
      </Field>
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} autoComplete="off" />
      </Field>
      <Field
        label="Type"
        hint="It stays once something is posted on the account."
        error={errors.type?.message}
      >
        <NativeSelect
          {...form.register('type')}
          options={types.map((value) => ({ value, label: typeWords[value] }))}
        />
      </Field>
    </FormDialog>
  )
}
