import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { RadioGroup } from '@hub/ui/radio-group'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { FormRefusal } from '../../../../../components/form-refusal.tsx'
import { typedAmount } from '../../../../../components/typed-amount.ts'
import { showRefusal, useSchemaForm } from '../../../../../form.ts'
import { newKey } from '../../../../../idempotency.ts'
import { CurrencySelect } from './currency-field.tsx'
import type { Product, Rule } from './price-types.ts'
import { ProductPicker } from './product-picker.tsx'

const loadSchema = async () =>
  (await import('@hub/api/schemas/modules/marketplace/rules')).CreateRule.omit({ idempotencyKey: true })

const kinds: { value: Rule['kind']; label: string; hint: string }[] = [
  { value: 'undercut', label: 'A shop asks less than you', hint: 'Compared with your own price.' },
  { value: 'below', label: 'A price falls under an amount', hint: 'Whatever you ask yourself.' },
  { value: 'move', label: 'A price moves by some percent', hint: 'Up or down, from one look to the next.' },
  { value: 'stock', label: 'A shop sells out', hint: 'As its page says.' },
]

/** What is in a field, or nothing where it is empty. */
const filled = (text: unknown): unknown => (text === '' ? undefined : text)
const counted = (text: unknown): unknown => (text === '' || text === undefined ? undefined : Number(text))

interface RuleDialogProps {
  /** What it is about, where it is added on the page of a product. */
  product?: Product
  onClose: () => void
}

/** Asks when somebody wants to be told of a price. */
export function RuleDialog({ product, onClose }: RuleDialogProps) {
  const { trpc, queryClient } = useHub()
  const organization = useOrganization()
  const [chosen, setChosen] = useState(product ? { value: product.id, label: product.name } : null)
  const create = useMutation(trpc.modules.marketplace.rules.create.mutationOptions())
  const form = useSchemaForm(loadSchema, {
    kind: 'undercut',
    productId: product?.id,
    amount: undefined,
    percent: undefined,
    currency: product?.price?.currency ?? organization.currency,
  })
  const { errors, isSubmitting } = form.formState
  const kind = form.watch('kind')
  const submit = form.handleSubmit(async ({ currency, ...rule }) => {
    try {
      await create.mutateAsync({
        ...rule,
        ...(rule.kind === 'below' && { currency }),
        idempotencyKey: newKey(),
      })
      void queryClient.invalidateQueries(trpc.modules.marketplace.pathFilter())
      showToast('You are told from now on.')
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title="Tell me when"
      submitLabel="Add"
      pendingLabel="Adding"
      pending={isSubmitting}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <RadioGroup
        label="When"
        options={kinds}
        value={kind}
        onValueChange={(next) => form.setValue('kind', next)}
      />
      {kind === 'below' && (
        <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
          <Field label="Amount" hint="Such as 22.00." error={errors.amount?.message}>
            <Input
              {...form.register('amount', {
                shouldUnregister: true,
                setValueAs: (text) => filled(typedAmount(text)),
              })}
              inputMode="decimal"
              autoComplete="off"
            />
          </Field>
          <Field label="Currency" error={errors.currency?.message}>
            <CurrencySelect {...form.register('currency')} />
          </Field>
        </div>
      )}
      {kind === 'move' && (
        <Field label="Percent" hint="From 1 to 90, such as 5." error={errors.percent?.message}>
          <Input
            {...form.register('percent', { shouldUnregister: true, setValueAs: counted })}
            inputMode="numeric"
            autoComplete="off"
          />
        </Field>
      )}
      <Field label="Product" hint="Left empty it is about every product." error={errors.productId?.message}>
        <ProductPicker
          placeholder="Every product"
          value={chosen}
          onValueChange={(next) => {
            setChosen(next)
            form.setValue('productId', next?.value, { shouldValidate: true })
          }}
        />
      </Field>
    </FormDialog>
  )
}
