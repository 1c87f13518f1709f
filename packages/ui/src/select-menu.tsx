import { Select as Base } from '@base-ui/react/select'
import { Check } from 'lucide-react'

import { useFieldControl, useFieldLabelId } from './field.tsx'
import { SelectFace, selectClass } from './select-face.tsx'
import type { SelectOption, SelectProps } from './select-face.tsx'

/** The field of a select with its list. */
export function SelectMenu<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, disabled, name } = props
  const field = useFieldControl()
  const labelId = useFieldLabelId()
  return (
    <Base.Root
      value={value}
      onValueChange={(next: Value | null) => next !== null && onValueChange(next)}
      {...(disabled !== undefined && { disabled })}
      {...(name !== undefined && { name })}
    >
      <Base.Trigger
        {...field}
        {...(labelId !== undefined && { 'aria-labelledby': `${labelId} ${field.id}-value` })}
        aria-label={props['aria-label']}
        onBlur={props.onBlur}
        className={selectClass(props)}
      >
        <SelectFace {...props} id={field.id} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-(--z-menu) outline-none">
          <Base.Popup className="float-in max-h-[min(320px,var(--available-height))] min-w-(--anchor-width) overflow-y-auto rounded-md bg-raised p-1 shadow-2 outline-none">
            <Base.List>
              {options.map((option) => (
                <Option key={option.value} option={option} />
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Option<Value extends string>({ option }: { option: SelectOption<Value> }) {
  return (
    <Base.Item
      value={option.value}
      label={option.label}
      {...(option.disabled !== undefined && { disabled: option.disabled })}
      className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-xs px-2.5 text-14 outline-none select-none data-[disabled]:cursor-not-allowed data-[disabled]:text-text-disabled data-[highlighted]:bg-selected pointer-coarse:min-h-11"
    >
      {option.icon}
      <Base.ItemText className="min-w-0 flex-1 truncate">{option.label}</Base.ItemText>
      {option.detail !== undefined && (
        <span className="text-12 text-text-3 tabular-nums">{option.detail}</span>
      )}
      <Base.ItemIndicator className="text-accent-text">
        <Check aria-hidden="true" className="size-3.5" />
      </Base.ItemIndicator>
    </Base.Item>
  )
}
