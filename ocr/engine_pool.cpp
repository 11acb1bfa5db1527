// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/engine_pool.h"

#include <utility>

namespace hoso::ocr {

EnginePool::EnginePool(RecogniserFactory factory) : factory_(std::move(factory)) {}

EnginePool::Lease::~Lease() {
  if (engine_) pool_->give_back(std::move(engine_));
}

models::Result<EnginePool::Lease> EnginePool::acquire() {
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Recogniser> engine = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(engine));
    }
  }
  // Made outside the lock: loading a model takes a while, and others may give back or take meanwhile.
  auto made = factory_();
  if (!made) return tl::make_unexpected(std::move(made.error()));
  return Lease(*this, std::move(*made));
}

void EnginePool::give_back(std::unique_ptr<Recogniser> engine) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(engine));
}

}  // namespace hoso::ocr
