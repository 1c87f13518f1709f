import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../../account.ts'
import { FormDialog } from '../../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../../components/form-refusal.tsx'
import { showRefusal, useSchemaForm } from '../../../../../../form.ts'
import { newKey } from '../../../../../../idempotency.ts'
import { accountLabel, useLedgerAccounts } from '../use-ledger-accounts.ts'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/accounting/bank')).CreateBankAccount.pick({
    name: true,
    accountId: true,
    identifier: true,
  })

export interface NewBankAccountProps {
  onClose: () => void
  onAdded: (id: string) => void
}

/** Adds an account at a bank to a ledger account of money. */
export function NewBankAccount({ onClose, onAdded }: NewBankAccountProps) {
  const { trpc, queryClient } = useHub()
  const accounts = useLedgerAccounts()
  const [idempotencyKey] = useState(newKey)
  const create = useMutation(trpc.modules.accounting.bank.accounts.create.mutationOptions())
  const form = useSchemaForm(loadSchema, { name: '', accountId: '', identifier: '' })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (given) => {
    try {
      const made = await create.mutateAsync({ ...given, idempotencyKey })
      await queryClient.invalidateQueries(trpc.modules.accounting.bank.pathFilter())
      showToast(`Added ${made.name}.`)
      onClose()
      onAdded(made.id)
    } catch (error) {
      showRefusal(form, error)
    }
  })
  const money = (accounts.data ?? []).filter(({ subtype }) => subtype === 'bank' || subtype === 'cash')
  return (
    <FormDialog
      title="Add a bank account"
      description="Its statements are read in here, and what they say is matched to the books."
      submitLabel="Add bank account"
      pendingLabel="Adding"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} autoComplete="off" autoFocus />
      </Field>
      <Field
        label="Ledger account"
        hint="Where its money stands in the books. Each takes one bank account."
        error={errors.accountId?.message}
      >
        <NativeSelect
          {...form.register('accountId')}
          options={[
            { value: '', label: 'Choose' },
            ...money.map((one) => ({ value: one.id, label: accountLabel(one) })),
          ]}
        />
      </Field>
      <Field
        label="IBAN or number"
        hint="As the bank’s files name it, so that no file of another account gets in."
        error={errors.identifier?.message}
      >
        <Input {...form.register('identifier')} autoComplete="off" />
      </Field>
    </FormDialog>
  )
}
