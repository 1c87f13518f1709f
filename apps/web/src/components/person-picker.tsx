import { Avatar } from '@hub/ui/avatar'
import { Combobox } from '@hub/ui/combobox'
import type { ComboboxOption, ComboboxProps } from '@hub/ui/combobox'
import { useHub } from '../account.ts'
import { MENU_MAX, useMembers } from './use-members.ts'
import type { MemberChoice } from './use-members.ts'

export interface PersonPickerProps extends Pick<ComboboxProps, 'inputRef' | 'onBlur' | 'aria-label'> {
  value: { id: string; name: string } | null
  onChange: (person: MemberChoice | null) => void
}

const optionOf = ({ id, name, avatarUrl }: MemberChoice): ComboboxOption => ({
  value: id,
  label: name,
  icon: <Avatar decorative name={name} src={avatarUrl} size="sm" />,
})

/** Somebody of the organization, found by typing; nobody while it is empty. */
export function PersonPicker({ value, onChange, ...rest }: PersonPickerProps) {
  const { trpc, queryClient } = useHub()
  const members = useMembers()
  const search = async (typed: string): Promise<ComboboxOption[]> => {
    const input = { limit: 30, ...(typed !== '' && { search: typed }) }
    const { items } = await queryClient.fetchQuery(trpc.organizations.members.list.queryOptions(input))
    return items.map(({ userId, name, avatarUrl }) => optionOf({ id: userId, name, avatarUrl }))
  }
  const known = members.find(({ id }) => id === value?.id)
  return (
    <Combobox
      {...rest}
      // More than can be here at once are looked up.
      {...(members.length < MENU_MAX ? { options: members.map(optionOf) } : { search })}
      placeholder="Nobody yet"
      value={value && (known ? optionOf(known) : { value: value.id, label: value.name })}
      onValueChange={(next) =>
        onChange(
          next &&
            (members.find(({ id }) => id === next.value) ?? {
              id: next.value,
              name: next.label,
              avatarUrl: null,
            }),
        )
      }
    />
  )
}
