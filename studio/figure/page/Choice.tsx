/** @jsxImportSource preact */
import {useId} from 'preact/hooks';

export interface ChoiceProps {
  label: string;
  options: readonly string[];
  /** Index of the option that is chosen. */
  chosen: number;
  onChoose(index: number): void;
}

/** A labelled list to choose one of. */
export function Choice({label, options, chosen, onChoose}: ChoiceProps) {
  const id = useId();
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={String(chosen)}
        onChange={event => onChoose(Number(event.currentTarget.value))}
      >
        {options.map((option, i) => (
          <option key={i} value={String(i)}>
            {option}
          </option>
        ))}
      </select>
    </div>
  );
}
