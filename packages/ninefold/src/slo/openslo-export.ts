import { stringify } from 'yaml';
import type { Contract } from '../contract/contract.ts';
import { formatRatio } from '../contract/ratio.ts';
import type { IndicatorSpec } from '../contract/slo-section.ts';
import { openSloIndicator, writtenMeasure } from './openslo-sli.ts';
import { openSloWindow } from './openslo-window.ts';
import { sloId, slosOf } from './slo.ts';
import type { Slo } from './slo.ts';

/**
 * OpenSLO v1: the service, and an SLO for each objective. What OpenSLO has no word for is an annotation:
 * the agreement, and how the contract writes the measure, by which it is read again as it was.
 */
export function openSloText(contract: Contract): string {
  const specs = new Map(contract.slo.indicators.map((spec) => [spec.name, spec]));
  const documents = [
    {
      apiVersion: 'openslo/v1',
      kind: 'Service',
      metadata: { name: contract.service },
      spec: { description: `The service ${contract.service}` },
    },
    ...slosOf(contract).map((slo) => sloDocument(slo, specs.get(slo.name))),
  ];
  const texts = documents.map((one) =>
    stringify(one, { lineWidth: 0, aliasDuplicateObjects: false }),
  );
  return `# Rendered by Ninefold from the contract.\n${texts.join('---\n')}`;
}

/** @param spec how the contract writes it; absent: it is the promise's own */
function sloDocument(slo: Slo, spec: IndicatorSpec | undefined): object {
  const { service, name, objective, region } = slo;
  const agreement = spec === undefined ? slo.agreement : spec.agreement;
  // Of an indicator the sentence is made anew wherever it is shown, unless the contract has one.
  const description = spec === undefined ? slo.description : spec.description;
  const { timeWindow, annotations } = openSloWindow(slo.window);
  const { sli, budgetingMethod, threshold } = openSloIndicator(slo.indicator, spec?.measure);
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: {
      name: sloId(slo),
      displayName: `${service} ${name}`,
      annotations: {
        'ninefold/indicator': name,
        ...(spec === undefined
          ? {}
          : { 'ninefold/measure': JSON.stringify(writtenMeasure(spec.measure)) }),
        ...(agreement === undefined ? {} : { 'ninefold/agreement': formatRatio(agreement) }),
        ...(region === undefined ? {} : { 'ninefold/region': region }),
        ...annotations,
      },
    },
    spec: {
      ...(description === undefined ? {} : { description }),
      service,
      indicator: { metadata: { name: sloId(slo) }, spec: sli },
      timeWindow: [timeWindow],
      budgetingMethod,
      objectives: [
        {
          displayName: name,
          ...threshold,
          ...(budgetingMethod === 'Timeslices'
            ? { timeSliceTarget: 1, timeSliceWindow: '1m' }
            : {}),
          target: objective,
        },
      ],
    },
  };
}
