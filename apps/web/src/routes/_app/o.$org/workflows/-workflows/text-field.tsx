import { Field } from '@hub/ui/field'
import { IconButton } from '@hub/ui/icon-button'
import { Input } from '@hub/ui/input'
import { Menu, MenuHeading, MenuItem } from '@hub/ui/menu'
import { Textarea } from '@hub/ui/textarea'
import { Braces } from 'lucide-react'
import { Fragment, useRef } from 'react'
import type { SourceGroup } from './earlier.ts'

export interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  sources: readonly SourceGroup[]
  hint?: string | undefined
  error?: string | undefined
  optional?: boolean | undefined
  /** Several lines. */
  isProse?: boolean | undefined
  /** The whole of it is an expression, without braces. */
  isExpression?: boolean | undefined
  disabled?: boolean | undefined
}

/** Text that may hold what earlier steps gave, with a picker for it. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, sources, isProse = false, isExpression = false, disabled = false } = props
  const control = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const insert = (expression: string) => {
    const words = isExpression ? expression : `{{ ${expression} }}`
    const { selectionStart, selectionEnd } = control.current ?? {}
    const from = selectionStart ?? value.length
    onChange(value.slice(0, from) + words + value.slice(selectionEnd ?? from))
    // The menu gives focus back to its button first.
    requestAnimationFrame(() => {
      control.current?.focus()
      control.current?.setSelectionRange(from + words.length, from + words.length)
    })
  }
  const shared = {
    value,
    disabled,
    ref: (element: HTMLInputElement | HTMLTextAreaElement | null) => {
      control.current = element
    },
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
    ...(isExpression && { className: 'font-mono text-13', spellCheck: false }),
  }
  return (
    <Field
      label={label}
      hint={props.hint}
      error={props.error}
      optional={props.optional}
      aside={!disabled && <SourcePicker label={label} groups={sources} onChoose={insert} />}
    >
      {isProse ? <Textarea rows={4} {...shared} /> : <Input {...shared} />}
    </Field>
  )
}

interface SourcePickerProps {
  label: string
  groups: readonly SourceGroup[]
  onChoose: (expression: string) => void
}

function SourcePicker({ label, groups, onChoose }: SourcePickerProps) {
  return (
    <Menu
      align="end"
      className="max-w-[300px]"
      trigger={
        <IconButton size="xs" label={`Insert from an earlier step: ${label}`} tooltip={false}>
          <Braces />
        </IconButton>
      }
    >
      {groups.map((group, index) => (
        <Fragment key={index}>
          <MenuHeading>{group.label}</MenuHeading>
          {group.sources.map((source) => (
            <MenuItem key={source.expression} onClick={() => onChoose(source.expression)}>
              {source.label}
            </MenuItem>
          ))}
        </Fragment>
      ))}
    </Menu>
  )
}
