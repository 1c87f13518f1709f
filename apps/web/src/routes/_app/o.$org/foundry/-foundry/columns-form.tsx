import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Note } from '@hub/ui/note'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { ColumnList } from './column-list.tsx'
import {
  chosenColumns,
  columnsOf,
  faultOf,
  pluralOf,
  rowsOf,
  singularOf,
  titleColumn,
  typeFrom,
} from './columns.ts'
import type { Column } from './columns.ts'
import type { Preview } from './foundry-types.ts'
import { LeftOut } from './problems.tsx'
import { titleOfFile } from './use-import-file.ts'
import type { useImportFile } from './use-import-file.ts'

interface ColumnsFormProps {
  sent: { fileName: string; preview: Preview }
  failure: string | undefined
  isPending: boolean
  onStart: (given: Parameters<ReturnType<typeof useImportFile>['start']>[0]) => void
  onClose: () => void
}

/** What the rows of a file are, and what each of its columns means. */
export function ColumnsForm({
  sent: { fileName, preview },
  failure,
  isPending,
  onStart,
  onClose,
}: ColumnsFormProps) {
  const { currency } = useOrganization()
  const [columns, setColumns] = useState(() => columnsOf(preview, currency))
  const [title, setTitle] = useState(() => singularOf(titleOfFile(fileName)))
  const [plural, setPlural] = useState<string | null>(null)
  const [key, setKey] = useState(preview.keyFields.join('\n'))
  const [calledBy, setCalledBy] = useState(() => titleColumn(columns))
  const [fault, setFault] = useState<string | null>(null)
  const chosen = chosenColumns(columns)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const wrong = faultOf({ title, columns })
    setFault(wrong)
    if (wrong !== null) return
    const names = { title: title.trim(), plural: (plural ?? pluralOf(title)).trim() }
    onStart({ type: typeFrom(columns, { ...names, calledBy }), keyFields: key === '' ? [] : key.split('\n') })
  }
  const set = (at: number, change: Partial<Column>) =>
    setColumns(columns.map((column, index) => (index === at ? { ...column, ...change } : column)))
  const problem = fault ?? failure
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="What is in this file?"
      description={`${rowsOf(preview)} in ${fileName}. Correct what was not understood.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="columns" pending={isPending}>
            Bring it in
          </Button>
        </>
      }
    >
      <form id="columns" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <div className="grid gap-3 tablet:grid-cols-2">
          <Field label="Each row is a" hint="Customer, Order, Product">
            <Input value={title} maxLength={60} onChange={({ target }) => setTitle(target.value)} />
          </Field>
          <Field label="Several of them are">
            <Input
              value={plural ?? pluralOf(title)}
              maxLength={60}
              onChange={({ target }) => setPlural(target.value)}
            />
          </Field>
          <Field label="Called by">
            <NativeSelect
              value={calledBy}
              onChange={({ target }) => setCalledBy(target.value)}
              options={chosen.map(({ id, title: name }) => ({ value: id, label: name }))}
            />
          </Field>
          <Field label="Told apart by" hint="So that a newer file brings them up to date.">
            <NativeSelect
              value={key}
              onChange={({ target }) => setKey(target.value)}
              options={[
                { value: '', label: 'All they say' },
                ...columns.flatMap(({ path, title: name }) =>
                  path.length === 1 ? [{ value: path[0] ?? '', label: name }] : [],
                ),
              ]}
            />
          </Field>
        </div>
        <ColumnList columns={columns} records={preview.records} onChange={set} />
        <LeftOut problems={preview.problems} />
        {problem !== undefined && problem !== null && (
          <Note tone="danger" title="It was not brought in" live>
            {problem}
          </Note>
        )}
      </form>
    </Dialog>
  )
}
