from concurrent.futures import ThreadPoolExecutor

import requests

pool = ThreadPoolExecutor(max_workers=10)


@circuit_breaker(failure_threshold=3, recovery_timeout=60)
def external(endpoint):
    return requests.get(endpoint, timeout=5).json()


@retry_with_backoff(
    max_retries=5,
    base_delay=1.0,
    retryable_exceptions=(ConnectionError, TimeoutError)
)
def fetch(url):
    return requests.get(url, timeout=10).json()


@bulkhead(name="payment-service", max_concurrent=5, timeout=10.0)
def pay(order, amount):
    return call(order, amount)


@bulkhead(name="inventory-service", max_concurrent=20, timeout=5.0)
def stock(product):
    return call(product)
