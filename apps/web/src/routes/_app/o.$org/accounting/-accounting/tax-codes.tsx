import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { NumberInput } from '@hub/ui/number-input'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { TaxCode } from './invoice-form.ts'
import { useGridAct } from './use-grid-act.ts'

const MOST = 100

/** The taxes that lines can have. */
export function TaxCodes() {
  const { trpc } = useHub()
  const canManage = useCan('accounting.book.manage')
  const [isAdding, setAdding] = useState(false)
  const taxes = useQuery(trpc.modules.accounting.taxes.list.queryOptions({ limit: MOST }))
  return (
    <Card
      flush
      title="Taxes"
      action={
        canManage && (
          <Button size="sm" onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" />
            Add tax
          </Button>
        )
      }
    >
      <Loaded query={taxes} failed="The taxes could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {({ items }) => (
          <Table label="Taxes">
            <TableHead>
              <Th>Tax</Th>
              <Th>On</Th>
              <Th numeric>%</Th>
              {canManage && (
                <Th>
                  <span className="sr-only">What to do</span>
                </Th>
              )}
            </TableHead>
            <TableBody>
              {items.map((tax) => (
                <TaxRow key={tax.id} tax={tax} canManage={canManage} />
              ))}
            </TableBody>
          </Table>
        )}
      </Loaded>
      <Suspense>{isAdding && <AddTax onClose={() => setAdding(false)} />}</Suspense>
    </Card>
  )
}

function TaxRow({ tax, canManage }: { tax: TaxCode; canManage: boolean }) {
  const { trpc, queryClient } = useHub()
  const archive = useMutation(
    trpc.modules.accounting.taxes.archive.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
        showToast(`Archived ${tax.name}. Invoices that have it keep it.`)
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <TableRow>
      <Td className="w-full wrap-anywhere">
        {tax.name}
        <span className="block text-12 text-text-3 empty:hidden">{tax.reason}</span>
      </Td>
      <Td phone="detail">{tax.side === 'sale' ? 'Sales' : 'Purchases'}</Td>
      <Td numeric phone="end">
        {tax.percent}
      </Td>
      {canManage && (
        <Td phone="detail-end">
          <Button
            size="sm"
            variant="ghost"
            pending={archive.isPending}
            pendingLabel="Archiving"
            aria-label={`Archive ${tax.name} on ${tax.side === 'sale' ? 'sales' : 'purchases'}`}
            onClick={() => archive.mutate({ id: tax.id, version: tax.version, idempotencyKey: newKey() })}
          >
            Archive
          </Button>
        </Td>
      )}
    </TableRow>
  )
}

const sides = [
  { value: 'sale', label: 'Sales' },
  { value: 'purchase', label: 'Purchases' },
] as const

const categories = [
  { value: 'S', label: 'Charged at this rate' },
  { value: 'Z', label: 'Rate of zero' },
  { value: 'E', label: 'Exempt' },
  { value: 'AE', label: 'Reverse charge' },
  { value: 'K', label: 'To another EU country' },
  { value: 'G', label: 'Export' },
  { value: 'O', label: 'Not subject to tax' },
] as const
type Category = (typeof categories)[number]['value']

function AddTax({ onClose }: { onClose: () => void }) {
  const hub = useHub()
  const [name, setName] = useState('')
  const [side, setSide] = useState<'sale' | 'purchase'>('sale')
  const [category, setCategory] = useState<Category>('S')
  const [percent, setPercent] = useState('')
  const [reason, setReason] = useState('')
  const { problems, setProblems, isPending, run } = useGridAct()
  const isTaxed = category === 'S'
  const add = async () => {
    if (name.trim() === '') return setProblems({ fields: { name: 'Write what it is called.' }, lines: {} })
    const sent = { list: '', lines: [], fields: ['name', 'percent', 'reason'], columns: {} }
    await run(sent, async (idempotencyKey) => {
      const tax = await hub.client.modules.accounting.taxes.create.mutate({
        name: name.trim(),
        side,
        category,
        reason: reason.trim(),
        idempotencyKey,
        percent: isTaxed ? percent.trim() : '0',
      })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Added ${tax.name}.`)
      onClose()
    })
  }
  return (
    <FormDialog
      title="Add a tax"
      description="Its rate never changes. When a rate changes, add a new tax and archive the old one."
      submitLabel="Add tax"
      pendingLabel="Adding"
      pending={isPending}
      refusal={problems.whole}
      onSubmit={() => void add()}
      onClose={onClose}
    >
      <Field label="Name on invoices" error={problems.fields['name']}>
        <Input autoComplete="off" autoFocus value={name} onChange={({ target }) => setName(target.value)} />
      </Field>
      <Field label="On">
        <NativeSelect
          options={sides}
          value={side}
          onChange={({ target }) => setSide(target.value === 'purchase' ? 'purchase' : 'sale')}
        />
      </Field>
      <Field label="Kind">
        <NativeSelect
          options={categories}
          value={category}
          onChange={({ target }) =>
            setCategory(categories.find(({ value }) => value === target.value)?.value ?? 'S')
          }
        />
      </Field>
      {isTaxed ? (
        <Field label="Rate, %" error={problems.fields['percent']}>
          <NumberInput
            grouped={false}
            min="0"
            max="100"
            value={percent}
            onValueChange={(value, typed) => setPercent(value === undefined ? typed : (value ?? ''))}
          />
        </Field>
      ) : (
        <Field label="Why no tax is charged" hint="Printed on the invoice." error={problems.fields['reason']}>
          <Input autoComplete="off" value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
      )}
    </FormDialog>
  )
}
