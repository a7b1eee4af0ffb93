import { Fragment, type ReactNode } from 'react';
import classes from './Facts.module.css';

type Properties = { facts: [name: string, value: ReactNode][] };

/** Names and values, one below the other. */
export function Facts({ facts }: Properties) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
