import { Menu as Base } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

import { Kbd } from './kbd.tsx'

export interface MenuProps {
  /** The button that opens it, such as `<IconButton label="More">`; it receives the trigger's props. */
  trigger: ReactElement
  align?: 'start' | 'center' | 'end' | undefined
  side?: 'top' | 'bottom' | undefined
  className?: string | undefined
  /** MenuItem, MenuLink, MenuChoice, MenuHeading, MenuSeparator. */
  children: ReactNode
}

/** A list of things to do. Arrow keys move, letters jump, Esc closes and focus goes back. */
export function Menu({ trigger, align = 'start', side = 'bottom', className, children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-(--z-menu) outline-none">
          <Base.Popup
            className={clsx(
              'float-in max-h-(--available-height) min-w-[200px] overflow-y-auto rounded-md bg-raised p-1 shadow-2 outline-none',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const itemClass =
  'flex min-h-8 w-full cursor-pointer items-center gap-2.5 rounded-xs px-2.5 text-14 no-underline outline-none select-none hover:no-underline data-[disabled]:cursor-not-allowed data-[disabled]:text-text-disabled data-[highlighted]:bg-selected pointer-coarse:min-h-11'

export interface MenuItemProps {
  icon?: ReactNode
  /** The key that does the same outside of the menu. */
  shortcut?: string | undefined
  danger?: boolean | undefined
  disabled?: boolean | undefined
  onClick?: (() => void) | undefined
  children: ReactNode
}

/** One act. */
export function MenuItem({
  icon,
  shortcut,
  danger = false,
  disabled = false,
  onClick,
  children,
}: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={() => onClick?.()}
      className={clsx(itemClass, danger ? 'text-danger-text' : 'text-text')}
    >
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {shortcut !== undefined && <Kbd className="ml-auto">{shortcut}</Kbd>}
    </Base.Item>
  )
}

/** A place to go: `render={<Link to="…" />}`. */
export function MenuLink({
  render,
  icon,
  children,
}: {
  render: ReactElement
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <Base.LinkItem closeOnClick render={render} className={clsx(itemClass, 'text-text')}>
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
    </Base.LinkItem>
  )
}

export interface MenuChoiceProps<Value extends string> {
  /** Read out: what is chosen. */
  label: string
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[]
  value: Value
  onValueChange: (value: Value) => void
}

/** One of a few, with a check at the chosen one. */
export function MenuChoice<Value extends string>({
  label,
  options,
  value,
  onValueChange,
}: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup aria-label={label} value={value} onValueChange={(next: Value) => onValueChange(next)}>
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick
          className={clsx(itemClass, 'text-text')}
        >
          {option.icon}
          <span className="min-w-0 flex-1">{option.label}</span>
          <Base.RadioItemIndicator className="text-accent-text">
            <Check aria-hidden="true" className="size-3.5" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

export interface MenuCheckProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  children: ReactNode
}

/** On or off; the menu stays open so that several can be set. */
export function MenuCheck({ checked, onCheckedChange, children }: MenuCheckProps) {
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      className={clsx(itemClass, 'text-text')}
    >
      <span className="min-w-0 flex-1">{children}</span>
      <Base.CheckboxItemIndicator className="text-accent-text">
        <Check aria-hidden="true" className="size-3.5" />
      </Base.CheckboxItemIndicator>
    </Base.CheckboxItem>
  )
}

/** Words above the items that follow; not chosen by arrow keys. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2.5 pt-1.5 pb-1 text-12 font-medium text-text-3">{children}</div>
}

/** A line between groups. */
export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />
}
